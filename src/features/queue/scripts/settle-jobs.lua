-- Takes what came of leased jobs: of each lease exactly once, and only from who holds it.
--
-- KEYS[1] jobs        hash {id = record}
-- KEYS[2] active      zset {id by end of its lease}
-- KEYS[3] tokens      hash {id = token of its lease}
-- KEYS[4] state       hash {id = json}
-- KEYS[5] delayed     zset {id by due instant}
-- KEYS[6] completed   zset {id by the instant until which it is kept}
-- KEYS[7] dead        zset {id by the instant until which it is kept}
-- KEYS[8] meta        hash {totals, limited, watched, unique, timed, turn}
-- KEYS[9] idle        zset {waiter by when it last asked}
-- KEYS[10] unique     hash {key = instant until which it is kept or 0, space, id}
-- KEYS[11] uniqueOf   hash {id = key}
-- KEYS[12] deadlines  zset {letter and id by the instant}
-- KEYS[13..] groups   as groups.lua has them
-- ARGV[1] policy      json {attempts, backoffMs, maxBackoffMs, completed = {ms, count}, dead = {ms, count}}
-- ARGV[2] seed        for the chance in delays
-- ARGV[3] forgotten   number of completed jobs of which nothing is kept
-- ARGV[4..] outcomes  ids and then tokens of those; then for each other: id, token, verb (complete, fail, bury,
--                     snooze, release), json of the result or error, delay in ms or ''
--
-- Returns {{0-based places of forgotten jobs that were lost}, {for each other: completed, delayed, dead, or why it is refused}, how
-- much there is to do for parents: that are due, or to be told}
local active, tokens = KEYS[2], KEYS[3]
local keys = { jobs = KEYS[1], state = KEYS[4], completed = KEYS[6], dead = KEYS[7], meta = KEYS[8] }
keys.unique, keys.uniqueOf, keys.deadlines, keys.groups = KEYS[10], KEYS[11], KEYS[12], groupsAt(13, KEYS[8])
keys.active, keys.tokens, keys.delayed, keys.told, keys.note = active, tokens, KEYS[5], {}, note
local flags, events = redis.call('HMGET', keys.meta, 'limited', 'watched', 'unique', 'timed', 'turn'), {}
local jobs, state, meta, count = keys.jobs, keys.state, keys.meta, tonumber(ARGV[3])
local mine, lost = forget(keys, count, flags[3] or flags[4] or flags[5])
for _, id in ipairs(flags[2] and mine or {}) do
  events[#events + 1] = { event = 'completed', id = id }
end
-- Where there is a limit to how many run, somebody may have waited for one to end.
local function wakeFor(groups, isLimited)
  if groups.isReady or isLimited then
    wake(KEYS[9])
  end
end
local at = 4 + 2 * count
if not ARGV[at] and not flags[2] then
  wakeFor(keys.groups, flags[1])
  return { lost, {}, 0 }
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local policy = cjson.decode(ARGV[1])
math.randomseed(tonumber(ARGV[2]))

local function settle(id, verb, json, delay)
  local own, known = optionsOf(redis.call('HGET', jobs, id)), redis.call('HGET', state, id)
  local facts = known and cjson.decode(known) or {}
  if verb == 'complete' then
    facts.result = json
    return finish(keys, now, id, facts, own, 'completed', policy)
  elseif verb == 'fail' or verb == 'bury' then
    facts.failures = (facts.failures or 0) + 1
    noteError(facts, now, json)
    redis.call('HINCRBY', meta, 'failed', 1)
    if verb == 'bury' or facts.failures >= (own.attempts or policy.attempts) then
      return finish(keys, now, id, facts, own, 'dead', policy)
    end
    redis.call('HSET', state, id, cjson.encode(facts))
    delay = delay == '' and backoffOf(own, policy, facts.failures) or delay
  end
  if flags[5] then
    keys.groups.isReady = retreat(keys.groups, id) or keys.groups.isReady
  end
  redis.call('ZADD', keys.delayed, verb == 'release' and 0 or math.floor(now + delay), id)
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
  for _, event in ipairs(keys.told) do
    events[#events + 1] = event
  end
  keys.told = {}
end
tell(flags[2], now, events)
wakeFor(keys.groups, flags[1])
return { lost, verdicts, keys.groups.reports or 0 }
