-- Ends jobs, for good or with an error.
--
-- noteError(facts, at, json): adds an error to what is known of a job; the last ten are kept.
local function noteError(facts, at, json)
  facts.errors = facts.errors or {}
  table.insert(facts.errors, { at = at, attempt = (facts.failures or 0) + (facts.lost or 0), error = json })
  if #facts.errors > 10 then
    table.remove(facts.errors, 1)
  end
end

-- finish(keys, now, id, facts, own, ending, policy): makes a job completed or dead, keeps it for as long and with as many
-- others ({ms, count}) as its own options or else the policy say, tells its parent, and answers the ending. A parent in the same
-- shard is told at once where keys.note is there, the note() of outcome.lua, and else through the outbox. Of the keys it takes
-- jobs, state, meta, the ending's own and those of release().
local function finish(keys, now, id, facts, own, ending, policy)
  local key, kept, errors = keys[ending], (own.keep or {})[ending] or policy[ending], facts.errors or {}
  local ms, most = kept[1], kept[2]
  release(keys, { id })
  if own.parent then
    local last = errors[#errors] or { error = 'null' }
    local json = ending == 'completed' and (facts.result or 'null') or last.error
    if own.parent.isNear and keys.note then
      keys.note(keys, now, policy, { id = own.parent.id, at = own.parent.at, ending = ending, json = json })
    else
      report(keys, own.parent, ending, json)
    end
  end
  if ms == 0 then
    redis.call('HINCRBY', keys.meta, ending, 1)
    discard(keys, { id })
    return ending
  end
  facts.finishedAt = now
  -- A dead letter that is run again goes on after its last step; a completed one begins anew.
  if ending == 'completed' then
    facts.steps, facts.checkpoint = nil, nil
  end
  redis.call('HSET', keys.state, id, cjson.encode(facts))
  redis.call('ZADD', key, now + ms, id)
  redis.call('HINCRBY', keys.meta, ending, 1)
  local over = math.min(redis.call('ZCARD', key) - most, 100)
  for _, old in ipairs(over > 0 and redis.call('ZRANGE', key, 0, over - 1) or {}) do
    redis.call('ZREM', key, old)
    discard(keys, { old })
  end
  return ending
end

-- backoffOf(own, policy, failures): how long a job is to wait after so many failures, as its own options say, and else the
-- policy of its queue.
local function backoffOf(own, policy, failures)
  local backoff = own.backoff or { type = 'exponential', delayMs = policy.backoffMs, jitter = 0.25 }
  local grown = backoff.delayMs * (backoff.type == 'fixed' and 1 or 2 ^ (failures - 1))
  return math.min(grown, backoff.maxDelayMs or policy.maxBackoffMs) * (1 - (backoff.jitter or 0) * math.random())
end
