-- Reads dead letters in the order of their topic.
--
-- KEYS[1] dead     zset {id by sequence}
-- KEYS[2] letters  hash {id = json {fields, deliveries, reason, at}}
-- ARGV[1] after    sequence after which to begin
-- ARGV[2] limit    most letters
--
-- Returns {ids, letters}
local ids = redis.call('ZRANGE', KEYS[1], '(' .. ARGV[1], '+inf', 'BYSCORE', 'LIMIT', 0, ARGV[2])
return { ids, #ids > 0 and redis.call('HMGET', KEYS[2], unpack(ids)) or {} }
