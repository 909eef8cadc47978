-- Prolongs a replica's membership, buries those that let theirs run out, and tells the others of a new one.
--
-- KEYS[1] members  zset {replica by the instant at which it counts as dead}
-- ARGV[1] member   the replica
-- ARGV[2] ttlMs    how long it lives without another beat
-- ARGV[3] changes  channel on which the others hear of it
--
-- Returns the replicas that live, at most 1000
local members, member, ttlMs = KEYS[1], ARGV[1], tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', members, '-inf', now)
if redis.call('ZADD', members, now + ttlMs, member) == 1 then
  redis.call('PUBLISH', ARGV[3], member)
end
redis.call('PEXPIRE', members, ttlMs)
return redis.call('ZRANGE', members, 0, 999)
