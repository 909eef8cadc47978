-- Reads a session that is live, without marking it as used.
--
-- KEYS[1] session  hash
-- KEYS[2] expiry   zset {serial:user by the instant the session ends}
-- ARGV[1] serial   what tells the session from others of its user
--
-- Returns {now, endsAt, {name, value, ...}} or {}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local userId = redis.call('HGET', KEYS[1], 'u')
local endsAt = userId and tonumber(redis.call('ZSCORE', KEYS[2], ARGV[1] .. ':' .. userId) or 0) or 0
if endsAt <= now then
  return {}
end
return { now, endsAt, redis.call('HGETALL', KEYS[1]) }
