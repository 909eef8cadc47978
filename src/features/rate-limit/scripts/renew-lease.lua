-- Lets a lease last again, if it has not ended.
--
-- KEYS[1] leases   zset {lease by the instant in microseconds at which it ends}
-- ARGV[1] lease    what the holder calls it
-- ARGV[2] leaseMs  how long it lasts from now on
--
-- Returns 1 if it is still held, 0 if it had ended
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local ends = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]))
if not ends or ends <= now then
  return 0
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2] * 1000), ARGV[1])
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', math.ceil(last / 1000)))
return 1
