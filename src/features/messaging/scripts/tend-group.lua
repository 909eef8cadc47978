-- Does what is due in a consumer group: ends leases, moves to the dead letters, lets the next message of a key go.
--
-- KEYS[1] stream      stream of messages
-- KEYS[2] state       hash {cursor, leaseMs, maxDeliveries, totals}
-- KEYS[3] unsettled   zset {id by sequence}
-- KEYS[4] leased      zset {id by end of its lease}
-- KEYS[5] retry       zset {id by the instant from which it can be delivered again}
-- KEYS[6] deliveries  hash {id = how often it was delivered}, nothing for once
-- KEYS[7] keyed       hash {id = its key}
-- KEYS[8] busy        hash {key = id of its message that is not settled}
-- KEYS[9] parked      zset of '<key>\0<sequence>\0<id>', those that wait for the one before
-- KEYS[10] dead       zset {id by sequence}
-- KEYS[11] letters    hash {id = json {fields, deliveries, reason, at}}
-- KEYS[12] freed      list of ids that are settled and had a key
-- KEYS[13] doomed     hash {id = why it is to be dead}
-- ARGV[1] limit       most of each kind
-- ARGV[2] maxDead     how many dead letters are kept
--
-- Returns how many messages are dead now that were not
local state, unsettled, retry, keyed, dead, letters = KEYS[2], KEYS[3], KEYS[5], KEYS[7], KEYS[10], KEYS[11]
local maxDeliveries = tonumber(redis.call('HGET', state, 'maxDeliveries') or 0)
if maxDeliveries == 0 then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local buried = 0

local function bury(id, deliveries, reason)
  local entry = redis.call('XRANGE', KEYS[1], id, id)[1]
  local letter = not entry and redis.call('HGET', letters, id)
  redis.call('ZREM', unsettled, id)
  redis.call('HDEL', KEYS[6], id)
  if redis.call('HEXISTS', keyed, id) == 1 then redis.call('RPUSH', KEYS[12], id) end
  if not entry and not letter then
    redis.call('HINCRBY', state, 'lost', 1)
    return
  end
  local fields = entry and entry[2] or cjson.decode(letter).fields
  redis.call('HSET', letters, id, cjson.encode({ fields = fields, deliveries = deliveries, reason = reason, at = now }))
  redis.call('ZADD', dead, string.match(id, '%d+$'), id)
  redis.call('HINCRBY', state, 'dead', 1)
  buried = buried + 1
end

for _, id in ipairs(redis.call('ZRANGE', KEYS[4], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])) do
  local deliveries = tonumber(redis.call('HGET', KEYS[6], id) or 1)
  local reason = redis.call('HGET', KEYS[13], id)
  redis.call('ZREM', KEYS[4], id)
  redis.call('HDEL', KEYS[13], id)
  if reason or deliveries % maxDeliveries == 0 then
    bury(id, deliveries, reason or 'The lease has ended')
  else
    redis.call('ZADD', retry, now, id)
  end
end

for _ = 1, tonumber(ARGV[1]) do
  local id = redis.call('LPOP', KEYS[12])
  if not id then break end
  local key = redis.call('HGET', keyed, id)
  redis.call('HDEL', keyed, id)
  local next = key and redis.call('ZRANGE', KEYS[9], '[' .. key .. '\0', '(' .. key .. '\1', 'BYLEX', 'LIMIT', 0, 1)[1]
  if next then
    redis.call('ZREM', KEYS[9], next)
    local nextId = string.match(next, '[^%z]+$')
    redis.call('HSET', KEYS[8], key, nextId)
    redis.call('ZADD', retry, now, nextId)
  elseif key then
    redis.call('HDEL', KEYS[8], key)
  end
end

local over = buried > 0 and redis.call('ZCARD', dead) - ARGV[2] or 0
if over > 0 then
  for i, id in ipairs(redis.call('ZPOPMIN', dead, over)) do
    if i % 2 == 1 then redis.call('HDEL', letters, id) end
  end
  redis.call('HINCRBY', state, 'dropped', over)
end
return buried
