-- Sets and removes fields of an item that is there.
--
-- KEYS[1] item       hash {'' = place, field = json}
-- ARGV[1] removed    how many of the names that follow are to be removed
-- ARGV[2..] changes  names to remove, then field, json, field, json, ...
--
-- Returns {ttlMs, name, value, ...} as the item is then, with ttlMs -1 for none, or {} where there is no item
local item, removed = KEYS[1], tonumber(ARGV[1])
if redis.call('EXISTS', item) == 0 then
  return {}
end
if removed > 0 then
  redis.call('HDEL', item, unpack(ARGV, 2, 1 + removed))
end
if #ARGV > 1 + removed then
  redis.call('HSET', item, unpack(ARGV, 2 + removed)) -- keeps the TTL that it has
end
local flat = redis.call('HGETALL', item)
table.insert(flat, 1, redis.call('PTTL', item))
return flat
