-- Appends an entry, if the chain still ends where its writer thinks that it does.
--
-- KEYS[1] log         stream {entry, prev, mac}
-- ARGV[1] sequence    of the entry
-- ARGV[2] prev        MAC of the entry before; empty for the first
-- ARGV[3] mac         of the entry
-- ARGV[4] entry       as JSON
-- ARGV[5] maxEntries  how many are kept, about
--
-- Returns {1}, or {0, sequence, mac} of where it does end
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local sequence, mac = 0, ''
if last then
  sequence = tonumber(string.match(last[1], '^%d+'))
  for i = 1, #last[2], 2 do
    if last[2][i] == 'mac' then
      mac = last[2][i + 1]
    end
  end
end
if sequence + 1 ~= tonumber(ARGV[1]) or mac ~= ARGV[2] then
  return { 0, sequence, mac }
end
redis.call(
  'XADD', KEYS[1], 'MAXLEN', '~', ARGV[5], ARGV[1] .. '-0', 'entry', ARGV[4], 'prev', ARGV[2], 'mac', ARGV[3]
)
return { 1 }
