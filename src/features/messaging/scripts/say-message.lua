-- Says something on a channel. By a key, so that on a Cluster all that is said on a channel goes through one node, in its order.
--
-- KEYS[1] channel  pub/sub channel
-- ARGV[1] text     what is said
--
-- Returns how many connections of this node listen
return redis.call('PUBLISH', KEYS[1], ARGV[1])
