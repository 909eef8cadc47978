-- Deletes an entry and leaves a tombstone, so that nobody stores what was loaded before. Its lease ends.
--
-- KEYS[1] entry    string {born;loadMs;ttlMs;staleMs;graceMs;flags;tags\n and the value, or born;x\n where it was deleted}
-- KEYS[2] lease    string {token of the holder}
-- KEYS[3] stamps   zset {tag or @marker by the stamp of its last change}
-- ARGV[1] fenceMs  how long the tombstone stays: longer than any load that may still be stored
-- ARGV[2] channel  where changes are told
-- ARGV[3] name     of the entry
--
-- Returns {1 if there was a live entry, stamp of the message as text}
local entry, lease, stamps = KEYS[1], KEYS[2], KEYS[3]
local function text(stamp)
  return string.format('%.0f', stamp)
end
local marks = redis.call('ZMSCORE', stamps, '@clock', '@changed')
local time = redis.call('TIME')
local stamp = math.max(time[1] * 1000000 + time[2], (marks[1] or 0) + 1)

local head = redis.call('GETRANGE', entry, 0, 1535)
local born, tags = string.match(head, '^(%d+);%d+;%d+;%d+;%d+;%w*;([^\n]*)\n')
local names, alive = { '@cleared' }, born ~= nil
for tag in string.gmatch(tags or '', '[^,]+') do
  names[#names + 1] = tag
end
local killed = redis.call('ZMSCORE', stamps, unpack(names))
alive = alive and killed[1] ~= false
for i = 1, #names do
  alive = alive and tonumber(killed[i] or 0) < tonumber(born)
end

redis.call('SET', entry, text(stamp) .. ';x\n', 'PX', ARGV[1])
redis.call('DEL', lease)
redis.call('ZADD', stamps, text(stamp), '@clock', text(stamp), '@changed')
redis.call('ZADD', stamps, 'NX', text(stamp - 1), '@cleared')
if redis.call('PTTL', stamps) < tonumber(ARGV[1]) then
  redis.call('PEXPIRE', stamps, ARGV[1])
end
redis.call('PUBLISH', ARGV[2], text(marks[2] or 0) .. ' ' .. text(stamp) .. ' ' .. text(stamp) .. ' deleted ' .. ARGV[3])
return { alive and 1 or 0, text(stamp) }
