-- Counts the leases that have not ended.
--
-- KEYS[1] leases  zset {lease by the instant in microseconds at which it ends}
--
-- Returns {how many, milliseconds until the first one ends, 0 where there is none}
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local from = string.format('(%.0f', now)
local first = redis.call('ZRANGEBYSCORE', KEYS[1], from, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)[2] or now
return { redis.call('ZCOUNT', KEYS[1], from, '+inf'), math.ceil((first - now) / 1000) }
