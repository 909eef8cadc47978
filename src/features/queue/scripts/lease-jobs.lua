-- Hands out jobs that can be run, or notes who waits for some.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] active       zset {id by end of its lease}
-- KEYS[6] tokens       hash {id = token of its lease}
-- KEYS[7] state        hash {id = json}
-- KEYS[8] removed      set of ids in the waiting list whose jobs were removed
-- KEYS[9] meta         hash {paused}
-- KEYS[10] idle        zset {waiter by when it last asked}
-- KEYS[11] timer       string, due instant that somebody watches
-- ARGV[1] max          most jobs to hand out
-- ARGV[2] leaseMs      how long they are the holder's
-- ARGV[3] holder       never used before: with the instant it makes the token of the lease
-- ARGV[4] waiter       '<channel>#<number>', to be woken when there are too few jobs now; empty for nobody
-- ARGV[5] staleMs      after which silence a waiter counts as gone
--
-- Returns {token, 1 if the waiter was noted, 1 if more waits, ms until a delayed job is due or -1, ids, records, states}
local waiting, prioritized, removed, idle, waiter = KEYS[2], KEYS[3], KEYS[8], KEYS[10], ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local isPaused = redis.call('HEXISTS', KEYS[9], 'paused') == 1
local max = isPaused and 0 or tonumber(ARGV[1])
local isRanked = redis.call('EXISTS', prioritized) == 1
local anyRemoved, ids = redis.call('EXISTS', removed) == 1, {}

local function takeRanked(from, to)
  if not isRanked or #ids >= max then
    return
  end
  local found = redis.call('ZRANGE', prioritized, from, to, 'BYSCORE', 'LIMIT', 0, max - #ids)
  for _, id in ipairs(found) do
    redis.call('ZREM', prioritized, id)
    ids[#ids + 1] = id
  end
end

takeRanked('-inf', '(0')
-- Removed ones make room for others, 100 times at most: a lease is not empty while a job waits behind them.
for _ = 1, anyRemoved and 100 or 1 do
  local popped = #ids < max and redis.call('LPOP', waiting, max - #ids) or {}
  if #popped == 0 then break end
  for _, id in ipairs(popped) do
    if not (anyRemoved and redis.call('SREM', removed, id) == 1) then ids[#ids + 1] = id end
  end
end
takeRanked('0', '+inf')

local token = string.format('%.0f-%s', now, ARGV[3])
local records, states = {}, {}
if #ids > 0 then
  records = redis.call('HMGET', KEYS[1], unpack(ids))
  if redis.call('EXISTS', KEYS[7]) == 1 then
    states = redis.call('HMGET', KEYS[7], unpack(ids))
  end
  local tokens, ends, endsAt = {}, {}, now + ARGV[2]
  for i, id in ipairs(ids) do
    tokens[2 * i - 1], tokens[2 * i] = id, token
    ends[2 * i - 1], ends[2 * i] = endsAt, id
  end
  redis.call('HSET', KEYS[6], unpack(tokens))
  redis.call('ZADD', KEYS[5], unpack(ends))
end

local isNoted, hasMore = 0, 0
if waiter ~= '' then
  redis.call('ZREM', idle, waiter)
end
if not isPaused and (redis.call('LLEN', waiting) > 0 or (isRanked and redis.call('ZCARD', prioritized) > 0)) then
  -- Who leaves jobs behind wakes the next one: see add-jobs.
  hasMore = 1
  for _ = 1, 5 do
    local next = redis.call('ZPOPMIN', idle)[1]
    if not next or redis.call('PUBLISH', string.match(next, '^[^#]+'), next) > 0 then
      break
    end
  end
elseif waiter ~= '' and #ids < tonumber(ARGV[1]) then
  isNoted = 1
  redis.call('ZREMRANGEBYSCORE', idle, '-inf', now - ARGV[5])
  redis.call('ZADD', idle, now, waiter)
end

local due, dueInMs = redis.call('ZRANGE', KEYS[4], 0, 0, 'WITHSCORES')[2], -1
if due then
  due = tonumber(due)
  local watched = isNoted == 1 and tonumber(redis.call('GET', KEYS[11]) or 0) or 0
  -- Of all who wait one watches the clock; the others look in with their next beat.
  if watched <= now or due < watched then
    dueInMs = math.max(0, due - now)
    if isNoted == 1 then
      redis.call('SET', KEYS[11], string.format('%.0f', due), 'PX', string.format('%.0f', dueInMs + 1000))
    end
  end
end
return { token, isNoted, hasMore, dueInMs, ids, records, states }
