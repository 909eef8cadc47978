-- Takes what came of leased jobs: of each lease exactly once, and only from who holds it.
--
-- KEYS[1] jobs        hash {id = record}
-- KEYS[2] active      zset {id by end of its lease}
-- KEYS[3] tokens      hash {id = token of its lease}
-- KEYS[4] state       hash {id = json}
-- KEYS[5] delayed     zset {id by due instant}
-- KEYS[6] completed   zset {id by the instant until which it is kept}
-- KEYS[7] dead        zset {id by the instant until which it is kept}
-- KEYS[8] meta        hash {totals, limited, watched, unique, timed}
-- KEYS[9] idle        zset {waiter by when it last asked}
-- KEYS[10] unique     hash {key = instant until which it is kept or 0, space, id}
-- KEYS[11] uniqueOf   hash {id = key}
-- KEYS[12] deadlines  zset {letter and id by the instant}
-- ARGV[1] policy      json {attempts, backoffMs, maxBackoffMs, completed = {ms, count}, dead = {ms, count}}
-- ARGV[2] seed        for the chance in delays
-- ARGV[3] forgotten   number of completed jobs of which nothing is kept
-- ARGV[4..] outcomes  ids and then tokens of those; then for each other: id, token, verb (complete, fail, bury,
--                     snooze, release), json of the result or error, delay in ms or ''
--
-- Returns {{0-based places of forgotten jobs that were lost}, {for each other: completed, delayed, dead, or why it is refused}}
local active, tokens = KEYS[2], KEYS[3]
local keys = { jobs = KEYS[1], state = KEYS[4], completed = KEYS[6], dead = KEYS[7], meta = KEYS[8] }
keys.unique, keys.uniqueOf, keys.deadlines = KEYS[10], KEYS[11], KEYS[12]
local flags, events = redis.call('HMGET', keys.meta, 'limited', 'watched', 'unique', 'timed'), {}
local jobs, state, meta, count, mine, lost = keys.jobs, keys.state, keys.meta, tonumber(ARGV[3]), {}, {}

if count > 0 then
  local held = redis.call('HMGET', tokens, unpack(ARGV, 4, 3 + count))
  for i = 1, count do
    if held[i] == ARGV[3 + count + i] then
      mine[#mine + 1] = ARGV[3 + i]
    else
      lost[#lost + 1] = i - 1
    end
  end
  if #mine > 0 then
    redis.call('HDEL', tokens, unpack(mine))
    redis.call('ZREM', active, unpack(mine))
    redis.call('HDEL', jobs, unpack(mine))
    redis.call('HDEL', state, unpack(mine))
    redis.call('HINCRBY', meta, 'completed', #mine)
    if flags[3] or flags[4] then release(keys, mine) end
  end
end
for _, id in ipairs(flags[2] and mine or {}) do
  events[#events + 1] = { event = 'completed', id = id }
end
-- Where there is a limit to how many run, somebody may have waited for one to end.
if flags[1] then
  wake(KEYS[9])
end
local at = 4 + 2 * count
if not ARGV[at] and not flags[2] then
  return { lost, {} }
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local policy = cjson.decode(ARGV[1])
math.randomseed(tonumber(ARGV[2]))

local function settle(id, verb, json, delay)
  local own, known = optionsOf(redis.call('HGET', jobs, id)), redis.call('HGET', state, id)
  local facts, keep = known and cjson.decode(known) or {}, own.keep or {}
  if verb == 'complete' then
    facts.result = json
    return finish(keys, now, id, facts, keep.completed or policy.completed, 'completed')
  elseif verb == 'fail' or verb == 'bury' then
    facts.failures = (facts.failures or 0) + 1
    noteError(facts, now, json)
    redis.call('HINCRBY', meta, 'failed', 1)
    if verb == 'bury' or facts.failures >= (own.attempts or policy.attempts) then
      return finish(keys, now, id, facts, keep.dead or policy.dead, 'dead')
    end
    redis.call('HSET', state, id, cjson.encode(facts))
    delay = delay == '' and backoffOf(own, policy, facts.failures) or delay
  end
  redis.call('ZADD', KEYS[5], verb == 'release' and 0 or math.floor(now + delay), id)
  return 'delayed'
end

local verdicts = {}
for i = at, #ARGV, 5 do
  local id, isMine = ARGV[i], redis.call('HGET', tokens, ARGV[i]) == ARGV[i + 1]
  if isMine then
    redis.call('HDEL', tokens, id)
    redis.call('ZREM', active, id)
  end
  local verb, json = ARGV[i + 2], ARGV[i + 3]
  local verdict = isMine and settle(id, verb, json, ARGV[i + 4]) or refusalOf(state, id, ARGV[i + 1])
  verdicts[#verdicts + 1] = verdict
  if isMine and (verb == 'complete' or verb == 'fail' or verb == 'bury') then
    events[#events + 1] = { event = verdict == 'delayed' and 'failed' or verdict, id = id, json = json }
  end
end
tell(flags[2], now, events)
return { lost, verdicts }
