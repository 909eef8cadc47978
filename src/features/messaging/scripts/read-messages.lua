-- Reads messages after a place, and what tells whether that place is still of this topic.
--
-- KEYS[1] stream  stream of messages with ids '<epoch ms>-<sequence>'
-- KEYS[2] meta    hash {createdAt, last = id of the last message}
-- ARGV[1] after   an id, or an instant
-- ARGV[2] limit   most messages
--
-- Returns {createdAt or false, last or false, messages}
local meta = redis.call('HMGET', KEYS[2], 'createdAt', 'last')
local messages = redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[2])
return { meta[1], meta[2], messages }
