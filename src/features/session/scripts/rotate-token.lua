-- Gives a session another token, if the one presented is its own: of several callers at once one wins.
--
-- KEYS[1] session          hash
-- KEYS[2] expiry           zset {serial:user by the instant the session ends}
-- KEYS[3] events           stream
-- ARGV[1] serial           what tells the session from others of its user
-- ARGV[2] mac              the MAC of the token presented
-- ARGV[3] oldMac           the same under the previous key; empty where there is none
-- ARGV[4] newMac           the MAC of the new token
-- ARGV[5] graceMs          how long after a rotation the token before may still be on its way
-- ARGV[6] renewal          1: the token before stays valid until the new one is used; 0: it ends here
-- ARGV[7] reauthenticated  1 if the user has just proved again who they are
-- ARGV[8] eventsKept       about how many events are kept
--
-- Returns {now, endsAt, {name, value, ...}}, or {} where it was not the session's token or there is no session
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local userId, current, previous, validUntil, rotatedAt =
  unpack(redis.call('HMGET', KEYS[1], 'u', 'h', 'p', 'pe', 'ra'))
if not userId then
  return {}
end
local endsAt = tonumber(redis.call('ZSCORE', KEYS[2], ARGV[1] .. ':' .. userId) or 0)
if endsAt <= now then
  return {}
end

local mac, oldMac, renewal = ARGV[2], ARGV[3], ARGV[6] == '1'
if current == mac or current == oldMac then
  redis.call('HSET', KEYS[1], 'h', ARGV[4], 'p', current, 'pe', renewal and -1 or 0, 'ra', now)
elseif renewal and validUntil == '-1' and (previous == mac or previous == oldMac) and now - rotatedAt >= tonumber(ARGV[5]) then
  -- The renewed token has never been used: it was lost on the way, and its answer with it.
  redis.call('HSET', KEYS[1], 'h', ARGV[4], 'ra', now)
else
  return {}
end
if ARGV[7] == '1' then
  redis.call('HSET', KEYS[1], 'au', now)
end
if not renewal then
  redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[8], '*', 't', 'rotated', 's', ARGV[1], 'u', userId, 'w', '')
end
return { now, endsAt, redis.call('HGETALL', KEYS[1]) }
