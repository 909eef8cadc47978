-- Says which jobs belong to which. A job that waits for others has in `flows` how many there are, in `outcomes` which and how they
-- ended; the outbox has what is to be told to other queues, and `parents` when somebody is to look after those that wait.
--
-- optionsOf(record): what a job says of itself, as its record has it; nothing for one that is not there.
local function optionsOf(record)
  local options = string.match(record or '', '^%d+({.-})\n')
  return options and cjson.decode(options) or {}
end

-- unlink(keys, ids): forgets what jobs know of their children. Of the keys it takes those of flows, among those of groups.
local function unlink(keys, ids)
  if #ids == 0 or redis.call('EXISTS', keys.groups.flows) == 0 then
    return
  end
  for i, json in ipairs(redis.call('HMGET', keys.groups.flows, unpack(ids))) do
    if json then
      local id, fields = ids[i], { 'success', 'failure', 'complete' }
      for at = 1, cjson.decode(json).count do
        fields[at + 3] = at - 1
      end
      for at, field in ipairs(fields) do
        fields[at] = id .. '\n' .. field
      end
      redis.call('HDEL', keys.groups.outcomes, unpack(fields))
      redis.call('HDEL', keys.groups.flows, id)
      redis.call('ZREM', keys.groups.parents, id)
    end
  end
end

-- discard(keys, ids): removes all that is known of jobs, beside what release() gives back. Of the keys it takes jobs, state
-- and those of unlink().
local function discard(keys, ids)
  redis.call('HDEL', keys.jobs, unpack(ids))
  redis.call('HDEL', keys.state, unpack(ids))
  unlink(keys, ids)
end

-- report(keys, parent, ending, json): puts into the outbox how a job has ended whose parent waits for that.
local function report(keys, parent, ending, json)
  local letter = { to = parent.queue, parent = parent.id, at = parent.at, ending = ending, json = json }
  redis.call('RPUSH', keys.groups.outbox, cjson.encode(letter))
  keys.groups.reports = (keys.groups.reports or 0) + 1
end

-- orphan(keys, ids): the same for jobs that are removed. What has ended has been reported before, and this counts no more.
local function orphan(keys, ids)
  if redis.call('HEXISTS', keys.groups.meta, 'linked') == 0 then
    return
  end
  for _, id in ipairs(ids) do
    local parent = optionsOf(redis.call('HGET', keys.jobs, id)).parent
    local known = parent and redis.call('HGET', keys.state, id)
    if parent and not (known and cjson.decode(known).finishedAt) then
      local message = 'The job was removed before it had ended'
      report(keys, parent, 'dead', cjson.encode({ name = 'ChildGoneError', code = 'CHILD_GONE', message = message }))
    end
  end
end

-- parentsToLookAfter(keys, now): up to five jobs that wait for their children and have not been looked after for long; the longer
-- they wait the less often, from every half minute to every ten.
local function parentsToLookAfter(keys, now)
  local due = redis.call('ZRANGE', keys.groups.parents, '-inf', now, 'BYSCORE', 'LIMIT', 0, 5)
  for _, id in ipairs(due) do
    local created = string.match(redis.call('HGET', keys.jobs, id) or '', '^%d+')
    if created then
      redis.call('ZADD', keys.groups.parents, now + math.max(30000, math.min((now - created) / 2, 600000)), id)
    else
      redis.call('ZREM', keys.groups.parents, id)
    end
  end
  return due
end
