-- Sweeps out what has expired, and tells of each session once. Nothing waits for it: whoever reads compares with the clock.
--
-- KEYS[1] expiry       zset {serial:user by the instant the session ends}
-- KEYS[2] online       zset {user by the instant the last session ends}
-- KEYS[3] seen         zset {user by when last seen}
-- KEYS[4] events       stream
-- ARGV[1] limit        most entries of each kind to remove
-- ARGV[2] seenKeepMs   how long it is remembered when a user was last seen
-- ARGV[3] eventsKept   about how many events are kept
--
-- Returns {sessions that had expired, most entries that were removed of a kind}: less than the limit when nothing is left
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function dueBy(key, instant)
  return redis.call('ZRANGEBYSCORE', key, '-inf', instant, 'WITHSCORES', 'LIMIT', 0, ARGV[1])
end

local sessions = dueBy(KEYS[1], now)
for i = 1, #sessions, 2 do
  local colon = sessions[i]:find(':', 1, true)
  local serial, userId = sessions[i]:sub(1, colon - 1), sessions[i]:sub(colon + 1)
  redis.call('ZREM', KEYS[1], sessions[i])
  redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[3], '*', 't', 'expired', 's', serial, 'u', userId, 'w', '', 'a', sessions[i + 1])
end
local most = #sessions
for key, instant in pairs({ [KEYS[2]] = now, [KEYS[3]] = now - ARGV[2] }) do
  local due = dueBy(key, instant)
  for i = 1, #due, 2 do
    redis.call('ZREM', key, due[i])
  end
  most = math.max(most, #due)
end
return { #sessions / 2, most / 2 }
