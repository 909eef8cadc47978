-- Ends a replica's membership and tells the others.
--
-- KEYS[1] members  zset {replica by the instant at which it counts as dead}
-- ARGV[1] member   the replica
-- ARGV[2] changes  channel on which the others hear of it
--
-- Returns 1 if it was a member
local left = redis.call('ZREM', KEYS[1], ARGV[1])
if left == 1 then
  redis.call('PUBLISH', ARGV[2], ARGV[1])
end
return left
