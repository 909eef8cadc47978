-- Ends all sessions of a user, or all but one. They are dead with this; their hashes are left to be removed.
--
-- KEYS[1] expiry      zset {serial:user by the instant the session ends}
-- KEYS[2] online      zset {user by the instant the last session ends}
-- KEYS[3] user        zset {serial by the order in which sessions give way}
-- KEYS[4] events      stream
-- ARGV[1] userId      the user
-- ARGV[2] except      serial of the session that stays; empty for none
-- ARGV[3] why         what the events say
-- ARGV[4] eventsKept  about how many events are kept
--
-- Returns {serial that was ended, ...}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local expiry, user, userId = KEYS[1], KEYS[3], ARGV[1]
local ended, stays = {}, 0
for _, serial in ipairs(redis.call('ZRANGE', user, 0, -1)) do
  local member = serial .. ':' .. userId
  local endsAt = tonumber(redis.call('ZSCORE', expiry, member) or 0)
  if endsAt > now and serial == ARGV[2] then
    stays = endsAt
  else
    redis.call('ZREM', user, serial)
    if endsAt > now then -- what has expired is told by the sweep
      redis.call('ZREM', expiry, member)
      redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[4], '*', 't', 'revoked', 's', serial, 'u', userId, 'w', ARGV[3])
      ended[#ended + 1] = serial
    end
  end
end
if stays > 0 then
  redis.call('ZADD', KEYS[2], stays, userId)
else
  redis.call('ZREM', KEYS[2], userId)
end
return ended
