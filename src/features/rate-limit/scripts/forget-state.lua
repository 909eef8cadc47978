-- Forgets what a subject has used of a limit, with its block or its leases, and tells every process.
--
-- KEYS[1] state    string or zset
-- ARGV[1] channel  where the processes listen
--
-- Returns 1 if there was something, 0 if not
redis.call('PUBLISH', ARGV[1], KEYS[1])
return redis.call('DEL', KEYS[1])
