-- Prolongs the leases of delivered messages that are still their consumer's.
--
-- KEYS[1] state       hash {cursor, leaseMs, maxDeliveries, totals}
-- KEYS[2] leased      zset {id by end of its lease}
-- KEYS[3] deliveries  hash {id = how often it was delivered}, nothing for once
-- ARGV[1] leaseMs     how long from now; 0 as the group says
-- ARGV[2..] rows      of each message: id, which delivery
--
-- Returns {end of the leases, 1 for each that was prolonged and 0 else ...}
local time = redis.call('TIME')
local leaseMs = tonumber(ARGV[1])
if leaseMs == 0 then leaseMs = tonumber(redis.call('HGET', KEYS[1], 'leaseMs') or 0) end
local endsAt = time[1] * 1000 + math.floor(time[2] / 1000) + leaseMs
local results = { endsAt }
for i = 2, #ARGV, 2 do
  local id, at = ARGV[i], redis.call('ZSCORE', KEYS[2], ARGV[i])
  local held = at and at ~= '0' and tonumber(redis.call('HGET', KEYS[3], id) or 1) == tonumber(ARGV[i + 1])
  if held then redis.call('ZADD', KEYS[2], endsAt, id) end
  results[#results + 1] = held and 1 or 0
end
return results
