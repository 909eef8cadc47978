-- Ends a key for good. It is listed for a while yet.
--
-- KEYS[1] key     hash
-- KEYS[2] forget  zset {id by the instant it is forgotten}
-- ARGV[1] id      of the key
-- ARGV[2] keepMs  how long it is still listed
--
-- Returns 1 if there is such a key, else 0
local key = KEYS[1]
local expiresAt, revokedAt = unpack(redis.call('HMGET', key, 'expiresAt', 'revokedAt'))
if not expiresAt then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if not revokedAt then
  local forgetAt = math.min(now, tonumber(expiresAt)) + ARGV[2]
  redis.call('HSET', key, 'revokedAt', now)
  redis.call('HDEL', key, 'previousMac', 'previousSeal', 'previousUntilAt')
  redis.call('ZADD', KEYS[2], forgetAt, ARGV[1])
  redis.call('PEXPIREAT', key, string.format('%.0f', forgetAt))
end
return 1
