-- Adds to a member's score and tells where that puts it.
--
-- KEYS[1] scores  zset {member by score}
-- ARGV[1] member  who
-- ARGV[2] by      what to add
-- ARGV[3] ttlMs   how long the board is kept from now on
--
-- Returns {score, rank}, the rank counted from 0 at the top
local score = redis.call('ZINCRBY', KEYS[1], ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return { score, redis.call('ZREVRANK', KEYS[1], ARGV[1]) }
