-- Counts the items that have not expired.
--
-- KEYS[1] index   zset {item id by its place}
-- KEYS[2] expiry  zset {item id by the instant it expires}
--
-- Returns the count
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZCARD', KEYS[1]) - redis.call('ZCOUNT', KEYS[2], '-inf', now)
