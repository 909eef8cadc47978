-- Takes what came of delivered messages; only from whoever has the last delivery of each.
--
-- KEYS[1] state       hash {cursor, leaseMs, maxDeliveries, totals}
-- KEYS[2] unsettled   zset {id by sequence}
-- KEYS[3] leased      zset {id by end of its lease}
-- KEYS[4] retry       zset {id by the instant from which it can be delivered again}
-- KEYS[5] deliveries  hash {id = how often it was delivered}, nothing for once
-- KEYS[6] keyed       hash {id = its key}
-- KEYS[7] letters     hash {id = json}
-- KEYS[8] freed       list of ids that are settled and had a key
-- KEYS[9] doomed      hash {id = why it is to be dead}
-- ARGV[1] news        channel on which is told that there may be messages
-- ARGV[2..] rows      of each message: id, which delivery, 'ack', 'nack', 'dead' or 'release', ms until it comes again, why
--
-- Returns 1 for each that was taken, 0 for each whose delivery is not the last, or over
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local maxDeliveries = tonumber(redis.call('HGET', KEYS[1], 'maxDeliveries') or 1)
local ids, verdicts, acked, ready, seen = {}, {}, {}, false, {}
for i = 2, #ARGV, 5 do
  ids[#ids + 1] = ARGV[i]
end
local ends = redis.call('ZMSCORE', KEYS[3], unpack(ids))
local counts = redis.call('EXISTS', KEYS[5]) == 1 and redis.call('HMGET', KEYS[5], unpack(ids)) or {}

for i, id in ipairs(ids) do
  local at = 2 + 5 * (i - 1)
  local delivery, verb, delayMs, reason = tonumber(ARGV[at + 1]), ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  -- A lease that ends at 0 is that of a doomed one.
  local held = ends[i] and ends[i] ~= '0' and tonumber(counts[i] or 1) == delivery and not seen[id]
  verdicts[i], seen[id] = held and 1 or 0, true
  if held and verb == 'ack' then
    acked[#acked + 1] = id
  elseif held and verb == 'release' then
    redis.call('ZREM', KEYS[3], id)
    redis.call('ZADD', KEYS[4], now, id)
    redis.call('HSET', KEYS[5], id, delivery - 1)
    ready = true
  elseif held and (verb == 'dead' or delivery % maxDeliveries == 0) then
    redis.call('HSET', KEYS[9], id, reason)
    redis.call('ZADD', KEYS[3], 0, id)
    ready = true
  elseif held then
    redis.call('ZREM', KEYS[3], id)
    redis.call('ZADD', KEYS[4], now + delayMs, id)
    ready = true
  end
end

if #acked > 0 then
  redis.call('ZREM', KEYS[3], unpack(acked))
  redis.call('ZREM', KEYS[2], unpack(acked))
  redis.call('HINCRBY', KEYS[1], 'acknowledged', #acked)
  if redis.call('EXISTS', KEYS[5]) == 1 then redis.call('HDEL', KEYS[5], unpack(acked)) end
  if redis.call('EXISTS', KEYS[7]) == 1 then redis.call('HDEL', KEYS[7], unpack(acked)) end
  local keys = redis.call('EXISTS', KEYS[6]) == 1 and redis.call('HMGET', KEYS[6], unpack(acked)) or {}
  for i, id in ipairs(acked) do
    if keys[i] then
      redis.call('RPUSH', KEYS[8], id)
      ready = true
    end
  end
end
if ready then redis.call('PUBLISH', ARGV[1], '') end
return verdicts
