-- Appends a line to the log of a job, and keeps the last ones.
--
-- KEYS[1] log    list
-- ARGV[1] line   text
-- ARGV[2] most   lines to keep
-- ARGV[3] ttlMs  time to live from now
--
-- Returns the number of lines
local count = redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('LTRIM', KEYS[1], -ARGV[2], -1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return math.min(count, tonumber(ARGV[2]))
