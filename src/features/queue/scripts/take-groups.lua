-- Takes jobs of groups in turn.
--
-- goesOn(groups, group, weight): whether a group that has begun with a job may begin with another one in the same turn, of which it
-- has as many as its weight. How many it had is noted for the one group that is at it: whose turn is broken off begins anew.
local function goesOn(groups, group, weight)
  local turn = redis.call('ZSCORE', groups.ring, group) .. ' ' .. group
  local count, noted = string.match(redis.call('HGET', groups.meta, 'run') or '', '^(%d+) (.*)$')
  count = noted == turn and count + 1 or 1
  if count < weight then
    redis.call('HSET', groups.meta, 'run', string.format('%.0f %s', count, turn))
  end
  return count < weight
end

-- takeOne(groups, ids, group): adds the next job of a group whose turn it is; whether it is its turn still, else it has its next one.
local function takeOne(groups, ids, group)
  local limits, from, to = limitsOfGroup(groups, group), rangeOf(group)
  local free = limits.concurrency and limits.concurrency - redis.call('ZLEXCOUNT', groups.busy, from, to) or 2
  local members = redis.call('ZRANGE', groups.grouped, from, to, 'BYLEX', 'LIMIT', 0, 2)
  local at = opensAt(groups, group, limits)
  if members[1] and free > 0 and at <= groups.turn and not limits.isPaused then
    local id = string.match(members[1], '[^\n]*$')
    redis.call('ZREM', groups.grouped, members[1])
    redis.call('ZADD', groups.busy, 0, group .. '\n' .. id)
    ids[#ids + 1] = id
    table.remove(members, 1)
    free = free - 1
    if limits.intervalUs then
      redis.call('ZADD', groups.tats, math.max(groups.now, at + (limits.burst - 1) * limits.intervalUs) + limits.intervalUs, group)
      at = opensAt(groups, group, limits)
    end
  end
  if not members[1] or free <= 0 or limits.isPaused then
    redis.call('ZREM', groups.ring, group)
  elseif limits.weight and at <= groups.turn and goesOn(groups, group, limits.weight) then
    return true
  else
    groups.turn = groups.turn + 1
    redis.call('ZADD', groups.ring, math.max(at, groups.turn), group)
  end
  return false
end

-- takeTurns(groups, ids, max): adds the next job of each group in turn, until there are `max`. Of groups that turn out to have
-- none it passes over as many as that, and a hundred.
local function takeTurns(groups, ids, max)
  local before, left = clock(groups), max - #ids + math.max(100, max)
  while #ids < max and left > 0 do
    local range = { groups.ring, '-inf', groups.turn, 'BYSCORE', 'LIMIT', 0, math.min(max - #ids, left) }
    local ready = redis.call('ZRANGE', unpack(range))
    if #ready == 0 then
      break
    end
    left = left - #ready
    for _, group in ipairs(ready) do
      while #ids < max and takeOne(groups, ids, group) do
      end
    end
  end
  if groups.turn > before then
    redis.call('HSET', groups.meta, 'turn', groups.turn)
  end
  -- Of a rate that is long unused nothing has to be known.
  for _, old in ipairs(redis.call('ZRANGE', groups.tats, '-inf', groups.now, 'BYSCORE', 'LIMIT', 0, 2)) do
    redis.call('ZREM', groups.tats, old)
  end
end

-- takeBoth(keys, groups, max): takes up to `max` jobs, half of them of groups and half others, or more of those of which there
-- are more; answers as take() does.
local function takeBoth(keys, groups, max)
  local ofGroups, share = {}, max
  if max > 0 and redis.call('EXISTS', keys.waiting, keys.prioritized) > 0 then
    share = math.floor((max + redis.call('HINCRBY', groups.meta, 'shared', 1) % 2) / 2)
  end
  takeTurns(groups, ofGroups, share)
  local ids, isRanked = take(keys, max - #ofGroups)
  takeTurns(groups, ofGroups, max - #ids)
  for _, id in ipairs(ofGroups) do
    ids[#ids + 1] = id
  end
  return ids, isRanked
end

-- nextTurn(groups): whether a group has its turn now, and else the instant in ms at which one has, if any.
local function nextTurn(groups)
  local at = tonumber(redis.call('ZRANGE', groups.ring, 0, 0, 'WITHSCORES')[2] or 'inf')
  return at <= groups.turn, math.ceil(at / 1000)
end
