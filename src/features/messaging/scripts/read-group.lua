-- Tells how a consumer group is.
--
-- KEYS[1] meta       hash {createdAt, last = id of the last message}
-- KEYS[2] floors     hash {group = id of the oldest message that it may still need}
-- KEYS[3] state      hash {cursor, leaseMs, maxDeliveries, totals}
-- KEYS[4] unsettled  zset {id by sequence}
-- KEYS[5] leased     zset {id by end of its lease}
-- KEYS[6] retry      zset {id by the instant from which it can be delivered again}
-- KEYS[7] parked     zset of those that wait for the one before
-- KEYS[8] dead       zset {id by sequence}
-- ARGV[1] group      its name
--
-- Returns {last or false, the state as a flat list, id of the oldest unsettled or false, leased, retry, parked, dead}; nothing else
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then
  return {}
end
local reply = {
  redis.call('HGET', KEYS[1], 'last'),
  redis.call('HGETALL', KEYS[3]),
  redis.call('ZRANGE', KEYS[4], 0, 0)[1] or false,
}
for i = 5, 8 do
  reply[i - 1] = redis.call('ZCARD', KEYS[i])
end
return reply
