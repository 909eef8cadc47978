-- Gives a key that has not ended another secret; the one before stays good for a while, one before that ends.
--
-- KEYS[1] key      hash
-- ARGV[1] mac      of the new secret
-- ARGV[2] seal     of what it signs messages with
-- ARGV[3] graceMs  how long the secret before is good
--
-- Returns 'missing', 'ended' or 'rotated'
local key = KEYS[1]
local mac, seal, expiresAt, revokedAt =
  unpack(redis.call('HMGET', key, 'mac', 'seal', 'expiresAt', 'revokedAt'))
if not mac then
  return 'missing'
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if revokedAt or tonumber(expiresAt) <= now then
  return 'ended'
end
redis.call('HSET', key, 'mac', ARGV[1], 'seal', ARGV[2], 'rotatedAt', now)
redis.call('HSET', key, 'previousMac', mac, 'previousSeal', seal, 'previousUntilAt', now + ARGV[3])
return 'rotated'
