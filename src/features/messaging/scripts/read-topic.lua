-- Tells how much a topic holds.
--
-- KEYS[1] stream  stream of messages with ids '<epoch ms>-<sequence>'
-- KEYS[2] meta    hash {createdAt, last = id of the last message, and what was set for this topic by name}
--
-- ARGV[1..] names  of settings
--
-- Returns {createdAt or false, last or false, length, id of the first or false, each setting or false}
local meta = redis.call('HMGET', KEYS[2], 'createdAt', 'last')
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
return { meta[1], meta[2], redis.call('XLEN', KEYS[1]), first and first[1] or false, redis.call('HMGET', KEYS[2], unpack(ARGV)) }
