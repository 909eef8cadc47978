-- Tells what decides whether entries that were read just before are alive: the clock, the last clear, and for tagged
-- entries the newest invalidation of their tags. It reads only the head of an entry: copying a value of 50 KB through
-- Lua would take ten times as long as reading it.
--
-- KEYS[1] stamps     zset {tag or @marker by the stamp of its last change}
-- KEYS[2..] entries  string, those whose tags matter
--
-- Returns {nowMicros, cleared, changed, born, tagged, born, tagged, ...}, all as text: '' for a stamp that is not there
local function text(stamp)
  return stamp and string.format('%.0f', stamp) or ''
end
local time = redis.call('TIME')
local marks = redis.call('ZMSCORE', KEYS[1], '@cleared', '@changed')
local reply = { text(time[1] * 1000000 + time[2]), text(marks[1]), text(marks[2]) }
for i = 2, #KEYS do
  local head = redis.call('GETRANGE', KEYS[i], 0, 1535)
  local born, tags = string.match(head, '^(%d+);%d+;%d+;%d+;%d+;%w*;([^\n]*)\n')
  local newest = 0
  if born and tags ~= '' then
    local names = {}
    for tag in string.gmatch(tags, '[^,]+') do
      names[#names + 1] = tag
    end
    for _, stamp in ipairs(redis.call('ZMSCORE', KEYS[1], unpack(names))) do
      newest = math.max(newest, tonumber(stamp or 0))
    end
  end
  reply[#reply + 1] = born or ''
  reply[#reply + 1] = text(newest)
end
return reply
