-- Notes that members are present in a channel.
--
-- KEYS[1] present   zset {member by the instant until which it is present}
-- KEYS[2] members   zset of all members, each with score 0
-- ARGV[1] ttlMs     for how long
-- ARGV[2..] who     the members
--
-- Returns how many were noted
local time = redis.call('TIME')
local untilAt = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
for i = 2, #ARGV do
  redis.call('ZADD', KEYS[1], untilAt, ARGV[i])
  redis.call('ZADD', KEYS[2], 0, ARGV[i])
end
-- As long as somebody comes, who has gone is taken off by whoever asks.
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return #ARGV - 1
