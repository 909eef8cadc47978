-- Counts who is online.
--
-- KEYS[1] expiry  zset {serial:user by the instant the session ends}
-- KEYS[2] online  zset {user by the instant the last session ends}
--
-- Returns {users, sessions}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return { redis.call('ZCOUNT', KEYS[2], '(' .. now, '+inf'), redis.call('ZCOUNT', KEYS[1], '(' .. now, '+inf') }
