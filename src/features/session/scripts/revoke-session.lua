-- Ends a session, and says of its user until when the others last.
--
-- KEYS[1] session     hash
-- KEYS[2] expiry      zset {serial:user by the instant the session ends}
-- KEYS[3] online      zset {user by the instant the last session ends}
-- KEYS[4] user        zset {serial by the order in which sessions give way}
-- KEYS[5] events      stream
-- ARGV[1] serial      what tells the session from others of its user
-- ARGV[2] why         what the event says
-- ARGV[3] eventsKept  about how many events are kept
--
-- Returns 1, or 0 where there was no live session
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local userId = redis.call('HGET', KEYS[1], 'u')
local endsAt = userId and tonumber(redis.call('ZSCORE', KEYS[2], ARGV[1] .. ':' .. userId) or 0) or 0
if endsAt <= now then
  return 0 -- what has expired is told by the sweep
end
endSession(KEYS[2], KEYS[3], KEYS[4], KEYS[5], ARGV[3], ARGV[1], userId, now, 'revoked', ARGV[2])
redis.call('UNLINK', KEYS[1])
return 1
