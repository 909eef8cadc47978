-- Notes how children of jobs have ended, and lets those go on that waited for that. What is noted twice counts once.
--
-- KEYS[1] jobs       hash {id = record}
-- KEYS[2] state      hash {id = json}
-- KEYS[3] delayed    zset {id by due instant}
-- KEYS[4] completed  zset {id by the instant until which it is kept}
-- KEYS[5] dead       zset {id by the instant until which it is kept}
-- KEYS[6] meta       hash {totals, watched}
-- KEYS[7] unique     hash {key = instant until which it is kept or 0, space, id}
-- KEYS[8] uniqueOf   hash {id = key}
-- KEYS[9] deadlines  zset {letter and id by the instant}
-- KEYS[10..] groups  as groups.lua has them
-- ARGV[1] policy     json {completed = {ms, count}, dead = {ms, count}}
-- ARGV[2..] notices  for each: id of the parent, number of the child, how it ended (completed, dead), result or error
--
-- Returns 1 if there is something to do now: a job is due, or there is something to be told
local keys = { jobs = KEYS[1], state = KEYS[2], completed = KEYS[4], dead = KEYS[5], meta = KEYS[6], unique = KEYS[7] }
keys.uniqueOf, keys.deadlines, keys.groups = KEYS[8], KEYS[9], groupsAt(10, KEYS[6])
local kin = keys.groups
local delayed, policy, events, isMoved = KEYS[3], cjson.decode(ARGV[1]), {}, 0
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function finishParent(id, ending, facts, json)
  redis.call('ZREM', delayed, id)
  redis.call('ZREM', kin.parents, id)
  events[#events + 1] = { event = ending, id = id, json = json }
  finish(keys, now, id, facts, optionsOf(redis.call('HGET', keys.jobs, id)), ending, policy)
end

local function call(id, name)
  local letter = redis.call('HGET', kin.outcomes, id .. '\n' .. name)
  if letter then
    redis.call('RPUSH', kin.outbox, letter)
  end
end

local function countInBatch(id, flow, isFailure)
  if isFailure and flow.failed == 1 then
    call(id, 'failure')
  end
  if flow.left == 0 then
    if flow.failed == 0 then
      call(id, 'success')
    end
    call(id, 'complete')
    local result = cjson.encode({ completed = flow.count - flow.failed, failed = flow.failed })
    finishParent(id, 'completed', { result = result }, result)
  end
end

local function count(id, child)
  local flow, isFailure = cjson.decode(redis.call('HGET', kin.flows, id)), child.state == 'dead'
  flow.left, flow.failed = flow.left - 1, flow.failed + (isFailure and 1 or 0)
  redis.call('HSET', kin.flows, id, cjson.encode(flow))
  if redis.call('ZSCORE', delayed, id) ~= 'inf' then
    return -- it does not wait any longer: it was promoted, cancelled or removed, or another child has let it go on
  end
  isMoved = 1
  if flow.batch then
    countInBatch(id, flow, isFailure)
  elseif isFailure and child.onFailure == 'fail' then
    local facts, json = {}, childError(child)
    noteError(facts, now, json)
    finishParent(id, 'dead', facts, json)
  elseif flow.left == 0 or (isFailure and child.onFailure == 'continue') then
    redis.call('ZADD', delayed, now, id)
    redis.call('ZREM', kin.parents, id)
  end
end

for i = 2, #ARGV, 4 do
  local id, field, ending = ARGV[i], ARGV[i] .. '\n' .. ARGV[i + 1], ARGV[i + 2]
  local known = redis.call('HGET', kin.outcomes, field)
  local child = known and cjson.decode(known) or { state = 'completed' }
  local isFirst = not child.state
  -- A dead child that was run again may still complete: the parent sees that, and counts it no more.
  if isFirst or (child.state == 'dead' and ending == 'completed') then
    child.state, child.json = ending, ARGV[i + 3]
    redis.call('HSET', kin.outcomes, field, cjson.encode(child))
    if isFirst then
      count(id, child)
    end
  end
end
tell(redis.call('HGET', keys.meta, 'watched'), now, events)
return isMoved
