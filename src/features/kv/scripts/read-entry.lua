-- Reads a value and what is left of its time to live, both of the same instant.
--
-- KEYS[1] value  string
--
-- Returns {json, ttlMs} with ttlMs -1 for none, or {} where there is no value
local json = redis.call('GET', KEYS[1])
if not json then
  return {}
end
return { json, redis.call('PTTL', KEYS[1]) }
