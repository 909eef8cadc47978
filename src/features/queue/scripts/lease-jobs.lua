-- Hands out jobs that can be run, or notes who waits for some.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] active       zset {id by end of its lease}
-- KEYS[6] tokens       hash {id = token of its lease}
-- KEYS[7] state        hash {id = json}
-- KEYS[8] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[9] meta         hash {paused, limited, limits, scheduled, timed, turn}
-- KEYS[10] idle        zset {waiter by when it last asked}
-- KEYS[11] timer       string, due instant that somebody watches, and who
-- KEYS[12] ticks       zset {schedule by next slot}
-- KEYS[13] deadlines   zset {letter and id by the instant}
-- KEYS[14..] groups    as groups.lua has them
-- ARGV[1] max          most jobs to hand out
-- ARGV[2] leaseMs      how long they are the holder's
-- ARGV[3] holder       never used before: with the instant it makes the token of the lease
-- ARGV[4] waiter       '<channel>#<number>', to be woken when there are too few jobs now; empty for nobody
-- ARGV[5] staleMs      after which silence a waiter counts as gone
--
-- Returns {token, 1 if the waiter was noted, 1 if more waits, ms until something is due or -1, ids, records, states}
local waiting, idle, waiter = KEYS[2], KEYS[10], ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local flags, opensAt = redis.call('HMGET', KEYS[9], 'paused', 'limited', 'scheduled', 'timed', 'turn'), 0
local max, limits = flags[1] and 0 or tonumber(ARGV[1]), flags[2] and limitsOf(KEYS[9])
if limits then
  max = room(limits, KEYS[5], now, max)
end
local keys, groups = { waiting = waiting, prioritized = KEYS[3], removed = KEYS[8] }, flags[5] and groupsAt(14, KEYS[9])
local ids, isRanked
if groups then
  ids, isRanked = takeBoth(keys, groups, max)
else
  ids, isRanked = take(keys, max)
end
if flags[4] then
  ids = inTime(KEYS[13], KEYS[4], now, ids)
end
if limits then
  opensAt = charge(limits, KEYS[9], now, #ids)
end
local token = string.format('%.0f-%s', now, ARGV[3])
local records, states = lend({ jobs = KEYS[1], active = KEYS[5], tokens = KEYS[6], state = KEYS[7] }, ids, token, now + ARGV[2])

local isNoted, hasMore = 0, 0
local isLeft = redis.call('LLEN', waiting) > 0 or (isRanked and redis.call('ZCARD', KEYS[3]) > 0)
local isTurn, turnsAt = false, math.huge
if groups then
  isTurn, turnsAt = nextTurn(groups)
end
local isOpen = not flags[1] and (not limits or room(limits, KEYS[5], now, 1) > 0)
if waiter ~= '' then
  redis.call('ZREM', idle, waiter)
end
if (isLeft or isTurn) and isOpen then
  hasMore = 1
  wake(idle) -- who leaves jobs behind wakes the next one
elseif waiter ~= '' and #ids < tonumber(ARGV[1]) then
  isNoted = 1
  redis.call('ZREMRANGEBYSCORE', idle, '-inf', now - ARGV[5])
  redis.call('ZADD', idle, now, waiter)
end

local due = tonumber(redis.call('ZRANGE', KEYS[4], 0, 0, 'WITHSCORES')[2] or 'inf')
for flag, key in pairs({ [3] = KEYS[12], [4] = KEYS[13] }) do
  due = flags[flag] and math.min(due, tonumber(redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2] or 'inf')) or due
end
if not isTurn then
  due = math.min(due, turnsAt)
end
if (isLeft or isTurn) and opensAt > now then
  due = math.min(due, opensAt)
end
local dueInMs = -1
if due < math.huge then
  local watch = isNoted == 1 and redis.call('GET', KEYS[11]) or '0'
  local watched, watcher = string.match(watch, '^(%d+) ?(.*)$')
  -- Of all who wait one watches the clock; the others look in with their next beat. Who watched may be here a little early, and
  -- is told again: an earlier time may have been on its mind when it heard of this one.
  if tonumber(watched) <= now + 10 or due < tonumber(watched) or watcher == waiter then
    dueInMs = math.max(0, due - now)
    if isNoted == 1 then
      local watching = string.format('%.0f %s', due, waiter)
      redis.call('SET', KEYS[11], watching, 'PX', string.format('%.0f', dueInMs + 1000))
    end
  end
end
return { token, isNoted, hasMore, dueInMs, ids, records, states }
