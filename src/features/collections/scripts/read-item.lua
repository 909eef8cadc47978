-- Reads an item and what is left of its time to live, both of the same instant.
--
-- KEYS[1] item  hash {'' = place, field = json}
--
-- Returns {ttlMs, name, value, ...} with ttlMs -1 for none, or {} where there is no item
local flat = redis.call('HGETALL', KEYS[1])
if #flat == 0 then
  return {}
end
table.insert(flat, 1, redis.call('PTTL', KEYS[1]))
return flat
