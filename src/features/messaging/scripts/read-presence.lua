-- Tells who is present in a channel, by name.
--
-- KEYS[1] present  zset {member by the instant until which it is present}
-- KEYS[2] members  zset of all members, each with score 0
-- ARGV[1] after    a name after which to begin, empty for the first
-- ARGV[2] limit    most members
--
-- Returns {how many are present, members, until when each is}
local present, members = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _ = 1, 10 do
  local gone = redis.call('ZRANGE', present, '-inf', now, 'BYSCORE', 'LIMIT', 0, 500)
  if #gone == 0 then break end
  redis.call('ZREM', present, unpack(gone))
  redis.call('ZREM', members, unpack(gone))
end
local from = ARGV[1] == '' and '-' or '(' .. ARGV[1]
local names = redis.call('ZRANGE', members, from, '+', 'BYLEX', 'LIMIT', 0, ARGV[2])
return { redis.call('ZCARD', present), names, #names > 0 and redis.call('ZMSCORE', present, unpack(names)) or {} }
