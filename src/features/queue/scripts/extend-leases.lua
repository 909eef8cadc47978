-- Prolongs leases, those that the caller still holds.
--
-- KEYS[1] active      zset {id by end of its lease}
-- KEYS[2] tokens      hash {id = token of its lease}
-- KEYS[3] state       hash {id = json}
-- ARGV[1] leaseMs     how long from now
-- ARGV[2] count       number of leases
-- ARGV[3..] leases    their ids, then their tokens
--
-- Returns {instant at which they end now, 0-based place of a lease that is void, why, ...}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local endsAt, count = now + ARGV[1], tonumber(ARGV[2])
local held = redis.call('HMGET', KEYS[2], unpack(ARGV, 3, 2 + count))
local ends, answer = {}, { endsAt }
for i = 1, count do
  if held[i] == ARGV[2 + count + i] then
    ends[#ends + 1] = endsAt
    ends[#ends + 1] = ARGV[2 + i]
  else
    answer[#answer + 1] = i - 1
    answer[#answer + 1] = refusalOf(KEYS[3], ARGV[2 + i], ARGV[2 + count + i])
  end
end
if #ends > 0 then
  redis.call('ZADD', KEYS[1], unpack(ends))
end
return answer
