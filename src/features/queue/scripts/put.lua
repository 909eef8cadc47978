-- Puts a job where it waits.
--
-- put(keys, now, id, place): puts a job where it waits, and says whether it can be run now. Of the keys it takes waiting,
-- prioritized, delayed, removed, meta and groups; a place is as add-jobs.lua has it.
local function put(keys, now, id, place)
  local kind, number = string.sub(place, 1, 1), tonumber(string.sub(place, 2))
  if kind == 'd' or kind == 'a' then
    redis.call('ZADD', keys.delayed, kind == 'd' and now + number or number, id)
    return false
  end
  if kind == 'g' then
    local head, priority, group = string.match(place, '^g(h?)(-?%d*) (.*)$')
    return enter(keys.groups, id, group, tonumber(priority) or 0, head == 'h')
  elseif kind == 'p' then
    redis.call('ZADD', keys.prioritized, redis.call('HINCRBY', keys.meta, 'sequence', 1) - number * 2 ^ 40, id)
  elseif redis.call('SREM', keys.removed, id) == 0 then -- else its place in the list is still there
    redis.call(kind == 'h' and 'LPUSH' or 'RPUSH', keys.waiting, id)
  end
  return true
end
