-- Prolongs a session of a store that is there, if that makes a difference: a minute, or a thirtieth of its time.
--
-- KEYS[1] stored  string, the session as JSON
-- KEYS[2] index   zset {id by the instant it ends}
-- ARGV[1] id      its id
-- ARGV[2] ttlMs   how long it is kept from now
--
-- Returns 1 if it is there
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ttlMs = redis.call('PTTL', KEYS[1])
if ttlMs < 0 then
  return 0
end
if math.abs(ARGV[2] - ttlMs) >= math.min(60000, ARGV[2] / 30) then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  redis.call('ZADD', KEYS[2], 'XX', now + ARGV[2], ARGV[1])
end
return 1
