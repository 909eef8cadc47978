-- Reads of users whether they are online and when they were last seen.
--
-- KEYS[1] online   zset {user by the instant the last session ends}
-- KEYS[2] seen     zset {user by when last seen}
-- ARGV[1..] users  the users
--
-- Returns {1 if online, seenAt or -1, ...}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local reply = {}
for i, userId in ipairs(ARGV) do
  local endsAt = tonumber(redis.call('ZSCORE', KEYS[1], userId) or 0)
  reply[2 * i - 1] = endsAt > now and 1 or 0
  reply[2 * i] = tonumber(redis.call('ZSCORE', KEYS[2], userId) or -1)
end
return reply
