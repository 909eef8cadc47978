-- Ends every session of a partition. What else is kept of them runs out by itself.
--
-- KEYS[1] expiry      zset {serial:user by the instant the session ends}
-- KEYS[2] online      zset {user by the instant the last session ends}
-- KEYS[3] events      stream
-- ARGV[1] why         what the event says
-- ARGV[2] eventsKept  about how many events are kept
--
-- Returns how many sessions were live
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local live = redis.call('ZCOUNT', KEYS[1], '(' .. now, '+inf')
redis.call('UNLINK', KEYS[1], KEYS[2])
if live > 0 then
  redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[2], '*', 't', 'revoked', 's', '', 'u', '', 'w', ARGV[1])
end
return live
