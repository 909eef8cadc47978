-- Reads a key, with what time it is: whether it has ended is for the clock of Redis to say.
--
-- KEYS[1] key  hash
--
-- Returns {now, field, value, ...}, without fields where there is none
local time = redis.call('TIME')
local flat = redis.call('HGETALL', KEYS[1])
return { time[1] * 1000 + math.floor(time[2] / 1000), unpack(flat) }
