-- Takes jobs that can be run.
--
-- take(keys, max): takes up to `max` ids of jobs that can be run, in their order; answers them, and whether any has a
-- priority. Of the keys it takes waiting, prioritized and removed.
local function take(keys, max)
  local ids, isRanked = {}, redis.call('EXISTS', keys.prioritized) == 1
  local anyRemoved = redis.call('EXISTS', keys.removed) == 1

  local function takeRanked(from, to)
    if not isRanked or #ids >= max then
      return
    end
    local found = redis.call('ZRANGE', keys.prioritized, from, to, 'BYSCORE', 'LIMIT', 0, max - #ids)
    for _, id in ipairs(found) do
      redis.call('ZREM', keys.prioritized, id)
      ids[#ids + 1] = id
    end
  end

  takeRanked('-inf', '(0')
  -- Removed ones make room for others, 100 times at most: a lease is not empty while a job waits behind them.
  for _ = 1, anyRemoved and 100 or 1 do
    local popped = #ids < max and redis.call('LPOP', keys.waiting, max - #ids) or {}
    if #popped == 0 then
      break
    end
    for _, id in ipairs(popped) do
      if not (anyRemoved and redis.call('SREM', keys.removed, id) == 1) then
        ids[#ids + 1] = id
      end
    end
  end
  takeRanked('0', '+inf')
  return ids, isRanked
end
