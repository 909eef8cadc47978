-- Hands messages to a consumer of a group, under a lease: first those that come again, then new ones.
--
-- KEYS[1] stream        stream of messages with ids '<epoch ms>-<sequence>'
-- KEYS[2] floors        hash {group = id of the oldest message that it may still need}
-- KEYS[3] state         hash {cursor, leaseMs, maxDeliveries, totals}
-- KEYS[4] unsettled     zset {id by sequence}
-- KEYS[5] leased        zset {id by end of its lease}
-- KEYS[6] retry         zset {id by the instant from which it can be delivered again}
-- KEYS[7] deliveries    hash {id = how often it was delivered}, nothing for once
-- KEYS[8] keyed         hash {id = its key}
-- KEYS[9] busy          hash {key = id of its message that is not settled}
-- KEYS[10] parked       zset of '<key>\0<sequence>\0<id>', those that wait for the one before
-- KEYS[11] letters      hash {id = json {fields}}
-- KEYS[12] freed        list of ids that are settled and had a key
-- ARGV[1] group         its name
-- ARGV[2] max           most messages
-- ARGV[3] leaseMs       how long they are the consumer's; 0 as the group says
-- ARGV[4] maxUnsettled  how many of the group may be unsettled
--
-- Returns {messages {id, delivery, fields}, end of the lease, ms until one is due or -1, missed}; nothing if there is no group
local stream, state, unsettled, leased, retry, deliveries = KEYS[1], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then
  return {}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', state, 'cursor', 'leaseMs')
local leaseMs = tonumber(ARGV[3])
local leaseUntil, max = now + (leaseMs > 0 and leaseMs or known[2]), tonumber(ARGV[2])
local out, leases, missed = {}, {}, 0

local function hand(id, delivery, fields)
  out[#out + 1] = { id, delivery, fields }
  leases[#leases + 1], leases[#leases + 2] = leaseUntil, id
end

for _, id in ipairs(redis.call('ZRANGE', retry, '-inf', now, 'BYSCORE', 'LIMIT', 0, max)) do
  local entry = redis.call('XRANGE', stream, id, id)[1]
  local letter = not entry and redis.call('HGET', KEYS[11], id)
  redis.call('ZREM', retry, id)
  if entry or letter then
    local delivery = (redis.call('HGET', deliveries, id) or 1) + 1
    redis.call('HSET', deliveries, id, delivery)
    hand(id, delivery, entry and entry[2] or cjson.decode(letter).fields)
  else
    missed = missed + 1
    redis.call('ZREM', unsettled, id)
    redis.call('HDEL', deliveries, id)
    if redis.call('HEXISTS', KEYS[8], id) == 1 then redis.call('RPUSH', KEYS[12], id) end
  end
end

local cursor = known[1]
local sequence, room = tonumber(string.match(cursor, '%d+$')), ARGV[4] - redis.call('ZCARD', unsettled)
-- A message whose key is busy takes no place in the answer, so there are further rounds.
for _ = 1, 10 do
  local want = math.min(max - #out, room)
  local entries, added = want > 0 and redis.call('XRANGE', stream, '(' .. cursor, '+', 'COUNT', want) or {}, {}
  for _, entry in ipairs(entries) do
    local id, fields = entry[1], entry[2]
    local own, key = tonumber(string.match(id, '%d+$')), fields[3] == 'k' and fields[4]
    missed, sequence, cursor, room = missed + math.max(0, own - sequence - 1), own, id, room - 1
    added[#added + 1], added[#added + 2] = own, id
    if key then redis.call('HSET', KEYS[8], id, key) end
    if key and redis.call('HSETNX', KEYS[9], key, id) == 0 then
      redis.call('ZADD', KEYS[10], 0, key .. '\0' .. string.format('%016.0f', own) .. '\0' .. id)
      redis.call('HSET', deliveries, id, 0)
    else
      hand(id, 1, fields)
    end
  end
  -- Each round by itself: unpack takes no more than some 8000 values.
  if #added > 0 then redis.call('ZADD', unsettled, unpack(added)) end
  if #entries < want or want <= 0 then break end
end

if #leases > 0 then redis.call('ZADD', leased, unpack(leases)) end
if missed > 0 then redis.call('HINCRBY', state, 'lost', missed) end
redis.call('HSET', state, 'cursor', cursor)
redis.call('HSET', KEYS[2], ARGV[1], redis.call('ZRANGE', unsettled, 0, 0)[1] or cursor)

local due = -1
for _, times in ipairs({ leased, retry }) do
  local first = redis.call('ZRANGE', times, 0, 0, 'WITHSCORES')[2]
  local dueInMs = first and math.max(0, first - now)
  if dueInMs and (due < 0 or dueInMs < due) then due = dueInMs end
end
return { out, leaseUntil, due, missed }
