-- Notes how children of jobs have ended, and lets those go on that waited for that.
--
-- finishParent(keys, now, policy, ended): ends a job that has waited; finish() notes it in turn for the parent that it may have.
local function finishParent(keys, now, policy, ended)
  local id, kin = ended.id, keys.groups
  redis.call('ZREM', keys.delayed, id)
  redis.call('ZREM', kin.parents, id)
  keys.told[#keys.told + 1] = { event = ended.ending, id = id, json = ended.json }
  finish(keys, now, id, ended.facts, optionsOf(redis.call('HGET', keys.jobs, id)), ended.ending, policy)
end

-- call(kin, id, name): tells that a callback of a batch is to be added.
local function call(kin, id, name)
  local letter = redis.call('HGET', kin.outcomes, id .. '\n' .. name)
  if letter then
    redis.call('RPUSH', kin.outbox, letter)
  end
end

-- countInBatch(keys, now, policy, id, flow, isFailure): calls back, and ends the batch with its last job.
local function countInBatch(keys, now, policy, id, flow, isFailure)
  if isFailure and flow.failed == 1 then
    call(keys.groups, id, 'failure')
  end
  if flow.left == 0 then
    if flow.failed == 0 then
      call(keys.groups, id, 'success')
    end
    call(keys.groups, id, 'complete')
    local result = cjson.encode({ completed = flow.count - flow.failed, failed = flow.failed })
    finishParent(keys, now, policy, { id = id, ending = 'completed', facts = { result = result }, json = result })
  end
end

-- count(keys, now, policy, id, child): counts a child that has ended; lets its parent go on, or ends it, where that is due.
local function count(keys, now, policy, id, child)
  local kin = keys.groups
  local flow, isFailure = cjson.decode(redis.call('HGET', kin.flows, id)), child.state == 'dead'
  flow.left, flow.failed = flow.left - 1, flow.failed + (isFailure and 1 or 0)
  redis.call('HSET', kin.flows, id, cjson.encode(flow))
  local isOver = flow.left == 0 or (isFailure and child.onFailure ~= 'ignore')
  if not (flow.batch or isOver) or redis.call('ZSCORE', keys.delayed, id) ~= 'inf' then
    return -- it waits for more, or no longer: it was promoted, cancelled or removed, or another child has let it go on
  end
  kin.reports = (kin.reports or 0) + 1
  if flow.batch then
    countInBatch(keys, now, policy, id, flow, isFailure)
  elseif isFailure and child.onFailure == 'fail' then
    local facts, json = {}, childError(child)
    noteError(facts, now, json)
    finishParent(keys, now, policy, { id = id, ending = 'dead', facts = facts, json = json })
  else
    redis.call('ZADD', keys.delayed, now, id)
    redis.call('ZREM', kin.parents, id)
  end
end

-- note(keys, now, policy, ended): that the child with the number `at` of the job `id` has ended as `ending` says (completed, dead), with
-- `json`, a result or an error. Noted twice it counts once. What listeners are to hear goes to keys.told, and groups.reports
-- counts what there is to do now: jobs that are due, and what is to be told. Of the keys it takes jobs, state, delayed, completed,
-- dead, meta, groups and those of release().
local function note(keys, now, policy, ended)
  local outcomes, field = keys.groups.outcomes, ended.id .. '\n' .. ended.at
  local known = redis.call('HGET', outcomes, field)
  local child = known and cjson.decode(known) or { state = 'completed' }
  local isFirst = not child.state
  -- A dead child that was run again may still complete: the parent sees that, and counts it no more.
  if isFirst or (child.state == 'dead' and ended.ending == 'completed') then
    child.state, child.json = ended.ending, ended.json
    redis.call('HSET', outcomes, field, cjson.encode(child))
    if isFirst then
      count(keys, now, policy, ended.id, child)
    end
  end
end
