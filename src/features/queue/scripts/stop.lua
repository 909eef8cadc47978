-- Ends jobs before their time.
--
-- stop(keys, now, id, why): makes a job a dead letter wherever it is, and answers where it was (waiting, delayed or active),
-- 'ended' if it had ended before, '' if there is none. A lease on it is void, and its process is told on its channel. `why`
-- has a code, json (the error), dead (how long and how many are kept) and channel (of processes, without their ids). Of the
-- keys it takes all in which a job can be.
local function stop(keys, now, id, why)
  local record, place = redis.call('HGET', keys.jobs, id), 'waiting'
  if not record then
    return ''
  end
  if redis.call('ZSCORE', keys.completed, id) or redis.call('ZSCORE', keys.dead, id) then
    return 'ended'
  end
  local known, token = redis.call('HGET', keys.state, id), redis.call('HGET', keys.tokens, id)
  local facts = known and cjson.decode(known) or {}
  if token then
    place = 'active'
    redis.call('HDEL', keys.tokens, id)
    redis.call('ZREM', keys.active, id)
    facts.stopped = token .. ' ' .. why.code
    -- The token has an instant, a dash, and what begins with the id of the process: ten characters.
    local process = string.match(token, '^%d+%-(..........)') or ''
    redis.call('PUBLISH', why.channel .. process, '!' .. cjson.encode({ id = id, token = token, error = why.json }))
  elseif redis.call('ZREM', keys.delayed, id) == 1 then
    place = 'delayed'
  elseif redis.call('HEXISTS', keys.groups.groupOf, id) == 1 then
    place = 'waiting' -- in its group, which release() takes it out of
  elseif redis.call('ZREM', keys.prioritized, id) == 0 then
    redis.call('SADD', keys.removed, id) -- as remove-jobs.lua has it
  end
  noteError(facts, now, why.json)
  finish(keys, now, id, facts, optionsOf(record), 'dead', why)
  return place
end
