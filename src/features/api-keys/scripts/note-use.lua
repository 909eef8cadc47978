-- Writes down that a key is used, if it is still there.
--
-- KEYS[1] key  hash
--
-- Returns 1 if it is there, else 0
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], 'lastUsedAt', time[1] * 1000 + math.floor(time[2] / 1000))
return 1
