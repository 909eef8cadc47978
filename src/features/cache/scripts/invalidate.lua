-- Invalidates tags, or with the tag @cleared everything, whatever the number of entries: what was loaded before is
-- dead from here on, and Redis forgets it at its time. Forgets stamps that no entry can be older than any more.
--
-- KEYS[1] stamps   zset {tag or @marker by the stamp of its last change}
-- ARGV[1] fenceMs  longest time that a load may take and still be stored
-- ARGV[2] channel  where changes are told
-- ARGV[3..] tags   those to invalidate
--
-- Returns the stamp of the message, as text
local stamps = KEYS[1]
local function text(stamp)
  return string.format('%.0f', stamp)
end
local marks = redis.call('ZMSCORE', stamps, '@clock', '@changed', '@life')
local time = redis.call('TIME')
local stamp = math.max(time[1] * 1000000 + time[2], (marks[1] or 0) + 1)
redis.call('ZADD', stamps, text(stamp), '@clock', text(stamp), '@changed')
redis.call('ZADD', stamps, 'NX', text(stamp - 1), '@cleared')
for i = 3, #ARGV do
  redis.call('ZADD', stamps, text(stamp), ARGV[i])
end
if redis.call('PTTL', stamps) < tonumber(ARGV[1]) then
  redis.call('PEXPIRE', stamps, ARGV[1])
end

-- Lifetimes lie below 10^14, stamps above. A few hundred at a time keep up with any rate of new tags.
local oldest = stamp - ((marks[3] or 0) + ARGV[1]) * 1000
for _, tag in ipairs(redis.call('ZRANGE', stamps, '100000000000000', text(oldest), 'BYSCORE', 'LIMIT', 0, 100 + #ARGV)) do
  if tag ~= '@cleared' then
    redis.call('ZREM', stamps, tag)
  end
end

local kind = ARGV[3] == '@cleared' and 'cleared' or 'invalidated'
local body = table.concat(ARGV, ',', 3)
redis.call('PUBLISH', ARGV[2], text(marks[2] or 0) .. ' ' .. text(stamp) .. ' ' .. text(stamp) .. ' ' .. kind .. ' ' .. body)
return text(stamp)
