-- Ends a session, and says of its user until when the others last.
--
-- KEYS[1] session     hash
-- KEYS[2] expiry      zset {serial:user by the instant the session ends}
-- KEYS[3] online      zset {user by the instant the last session ends}
-- KEYS[4] user        zset {serial by the order in which sessions give way}
-- KEYS[5] events      stream
-- ARGV[1] serial      what tells the session from others of its user
-- ARGV[2] kind        what the event says: 'revoked' or 'reused'
-- ARGV[3] why         and why
-- ARGV[4] eventsKept  about how many events are kept
--
-- Returns 1, or 0 where there was no live session
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local expiry, user, serial = KEYS[2], KEYS[4], ARGV[1]
local userId = redis.call('HGET', KEYS[1], 'u')
local endsAt = userId and tonumber(redis.call('ZSCORE', expiry, serial .. ':' .. userId) or 0) or 0
if endsAt <= now then
  return 0 -- what has expired is told by the sweep
end

redis.call('ZREM', expiry, serial .. ':' .. userId)
redis.call('ZREM', user, serial)
redis.call('UNLINK', KEYS[1])
local latest = 0
for _, other in ipairs(redis.call('ZRANGE', user, 0, -1)) do
  latest = math.max(latest, tonumber(redis.call('ZSCORE', expiry, other .. ':' .. userId) or 0))
end
if latest > now then
  redis.call('ZADD', KEYS[3], latest, userId)
else
  redis.call('ZREM', KEYS[3], userId)
end
redis.call('XADD', KEYS[5], 'MAXLEN', '~', ARGV[4], '*', 't', ARGV[2], 's', serial, 'u', userId, 'w', ARGV[3])
return 1
