-- Lists the ids of the sessions of a store that have not expired.
--
-- KEYS[1] index  zset {id by the instant it ends}
--
-- Returns {id, ...}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')
