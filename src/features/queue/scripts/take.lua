-- Takes jobs that can be run.
--
-- takeRanked(prioritized, ids, max, from, to): adds those whose rank is in this range, until there are `max`.
local function takeRanked(prioritized, ids, max, from, to)
  if #ids < max then
    for _, id in ipairs(redis.call('ZRANGE', prioritized, from, to, 'BYSCORE', 'LIMIT', 0, max - #ids)) do
      redis.call('ZREM', prioritized, id)
      ids[#ids + 1] = id
    end
  end
end

-- take(keys, max): takes up to `max` ids of jobs that can be run, in their order; answers them, and whether any has a
-- priority. Of the keys it takes waiting, prioritized and removed.
local function take(keys, max)
  local ids, isRanked = {}, redis.call('EXISTS', keys.prioritized) == 1
  local anyRemoved = redis.call('EXISTS', keys.removed) == 1
  if isRanked then
    takeRanked(keys.prioritized, ids, max, '-inf', '(0')
  end
  -- Removed ones make room for others, 100 times at most: a lease is not empty while a job waits behind them.
  for _ = 1, anyRemoved and 100 or 1 do
    local popped = #ids < max and redis.call('LPOP', keys.waiting, max - #ids) or {}
    if #popped == 0 then
      break
    end
    if not anyRemoved and #ids == 0 then
      ids = popped
      break
    end
    for _, id in ipairs(popped) do
      if not (anyRemoved and redis.call('SREM', keys.removed, id) == 1) then
        ids[#ids + 1] = id
      end
    end
  end
  if isRanked then
    takeRanked(keys.prioritized, ids, max, '0', '+inf')
  end
  return ids, isRanked
end
