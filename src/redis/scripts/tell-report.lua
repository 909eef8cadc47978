-- Keeps what a process tells of itself until it has been silent for too long, and lets those go that have been.
--
-- KEYS[1] heard    zset {process by the instant at which it told}
-- KEYS[2] reports  hash {process = what it told}
-- ARGV[1] process  who tells
-- ARGV[2] report   what; empty to be let go at once
-- ARGV[3] ttlMs    for how long it may be silent
-- ARGV[4] most     how many are kept: of more, those that were silent for longest are let go
--
-- Returns how many are kept
local heard, reports, process, ttlMs = KEYS[1], KEYS[2], ARGV[1], ARGV[3]
if ARGV[2] == '' then
  redis.call('ZREM', heard, process)
  redis.call('HDEL', reports, process)
  return redis.call('ZCARD', heard)
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', heard, now, process)
redis.call('HSET', reports, process, ARGV[2])
local gone = redis.call('ZRANGE', heard, '-inf', now - ttlMs, 'BYSCORE', 'LIMIT', 0, 100)
if #gone == 0 and redis.call('ZCARD', heard) > tonumber(ARGV[4]) then
  -- One at a time has come, so one has to go.
  gone = redis.call('ZRANGE', heard, 0, 0)
end
if #gone > 0 then
  redis.call('ZREM', heard, unpack(gone))
  redis.call('HDEL', reports, unpack(gone))
end
redis.call('PEXPIRE', heard, ttlMs)
redis.call('PEXPIRE', reports, ttlMs)
return redis.call('ZCARD', heard)
