-- Creates a session of a user, who may have no more than so many at a time.
--
-- KEYS[1] session       hash, the new session
-- KEYS[2] expiry        zset {serial:user by the instant the session ends}: who is not in here is not logged in
-- KEYS[3] online        zset {user by the instant the last session ends}
-- KEYS[4] seen          zset {user by when last seen}
-- KEYS[5] user          zset {serial by the order in which sessions give way}
-- KEYS[6] events        stream
-- ARGV[1] serial        what tells the session from others of this user
-- ARGV[2] userId        the user
-- ARGV[3] mac           the MAC of the token
-- ARGV[4] idleMs        how long it lives without being used
-- ARGV[5] absoluteMs    how long it lives at most
-- ARGV[6] max           most sessions of a user
-- ARGV[7] onLimit       'reject', or else the first in the order gives way
-- ARGV[8] eventsKept    about how many events are kept
-- ARGV[9..] fields      name, value, ... of the session
--
-- Returns {'created', now, endsAt, absoluteAt, serial that gave way, ...} or {'limit'} with nothing changed
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local expiry, user, serial, userId = KEYS[2], KEYS[5], ARGV[1], ARGV[2]
local max = tonumber(ARGV[6])

-- The dead ones leave the list here; it holds no more than `max`, so this is bounded.
local live = {}
for _, other in ipairs(redis.call('ZRANGE', user, 0, -1)) do
  local ends = tonumber(redis.call('ZSCORE', expiry, other .. ':' .. userId) or 0)
  if ends > now then
    live[#live + 1] = { serial = other, ends = ends }
  else
    redis.call('ZREM', user, other)
  end
end
if #live >= max and ARGV[7] == 'reject' then
  return { 'limit' }
end

local function tell(kind, about, why)
  redis.call('XADD', KEYS[6], 'MAXLEN', '~', ARGV[8], '*', 't', kind, 's', about, 'u', userId, 'w', why)
end

local absoluteAt = now + ARGV[5]
local endsAt = math.min(now + ARGV[4], absoluteAt)
local reply = { 'created', now, endsAt, absoluteAt }
local latest = endsAt
for i, other in ipairs(live) do
  if i <= #live - max + 1 then
    redis.call('ZREM', user, other.serial)
    redis.call('ZREM', expiry, other.serial .. ':' .. userId)
    tell('revoked', other.serial, 'limit')
    reply[#reply + 1] = other.serial
  else
    latest = math.max(latest, other.ends)
  end
end

redis.call('HSET', KEYS[1], 'u', userId, 'h', ARGV[3], 'c', now, 't', now, 'a', absoluteAt, 'i', ARGV[4], unpack(ARGV, 9))
redis.call('PEXPIREAT', KEYS[1], endsAt)
redis.call('ZADD', expiry, endsAt, serial .. ':' .. userId)
redis.call('ZADD', KEYS[3], latest, userId)
redis.call('ZADD', KEYS[4], 'GT', now, userId)
redis.call('ZADD', user, now, serial)
if redis.call('PEXPIRETIME', user) < absoluteAt then
  redis.call('PEXPIREAT', user, absoluteAt)
end
tell('created', serial, '')
return reply
