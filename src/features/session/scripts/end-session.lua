-- Ends a live session, says of its user until when the others last, and tells of it. Its hash is left to the caller.
local function endSession(expiry, online, user, events, eventsKept, serial, userId, now, kind, why)
  redis.call('ZREM', expiry, serial .. ':' .. userId)
  redis.call('ZREM', user, serial)
  local latest = 0
  for _, other in ipairs(redis.call('ZRANGE', user, 0, -1)) do
    latest = math.max(latest, tonumber(redis.call('ZSCORE', expiry, other .. ':' .. userId) or 0))
  end
  if latest > now then
    redis.call('ZADD', online, latest, userId)
  else
    redis.call('ZREM', online, userId)
  end
  redis.call('XADD', events, 'MAXLEN', '~', eventsKept, '*', 't', kind, 's', serial, 'u', userId, 'w', why)
end
