-- Lets dead letters be delivered again, as often as new messages.
--
-- KEYS[1] dead        zset {id by sequence}
-- KEYS[2] letters     hash {id = json {fields, deliveries}}; kept until it is settled, since the stream may not have it any more
-- KEYS[3] unsettled   zset {id by sequence}
-- KEYS[4] retry       zset {id by the instant from which it can be delivered again}
-- KEYS[5] deliveries  hash {id = how often it was delivered}
-- KEYS[6] state       hash {maxDeliveries}
-- ARGV[1] limit       most letters, of those that are longest in the topic, where no ids are given
-- ARGV[2] news        channel on which is told that there may be messages
-- ARGV[3..] ids       which
--
-- Returns how many
local ids, moved = {}, 0
if #ARGV > 2 then
  for i = 3, #ARGV do ids[i - 2] = ARGV[i] end
else
  ids = redis.call('ZRANGE', KEYS[1], 0, ARGV[1] - 1)
end
local maxDeliveries = tonumber(redis.call('HGET', KEYS[6], 'maxDeliveries') or 1)
for _, id in ipairs(ids) do
  if redis.call('ZREM', KEYS[1], id) == 1 then
    local deliveries = cjson.decode(redis.call('HGET', KEYS[2], id)).deliveries
    -- Counted on, so that no receipt is good twice, from a multiple of what is dead.
    redis.call('HSET', KEYS[5], id, math.ceil(deliveries / maxDeliveries) * maxDeliveries)
    redis.call('ZADD', KEYS[3], string.match(id, '%d+$'), id)
    redis.call('ZADD', KEYS[4], 0, id)
    moved = moved + 1
  end
end
if moved > 0 then redis.call('PUBLISH', ARGV[2], '') end
return moved
