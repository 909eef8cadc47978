-- Removes a consumer group; what it needed of the topic may be trimmed then.
--
-- KEYS[1] floors  hash {group = id of the oldest message that it may still need}
-- KEYS[2..] own   everything of the group
-- ARGV[1] group   its name
--
-- Returns 1 if it was there
redis.call('DEL', unpack(KEYS, 2))
return redis.call('HDEL', KEYS[1], ARGV[1])
