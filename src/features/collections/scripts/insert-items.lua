-- Inserts a batch of items, all or none, and takes expired ones out of the index while it is there.
--
-- KEYS[1] index     zset {item id by its place}
-- KEYS[2] expiry    zset {item id by the instant it expires}
-- KEYS[3..] items   hash {'' = place, field = json}
-- ARGV[1] ttlMs     time to live of the items; 0 for none
-- ARGV[2..] rows    for each item: its id, how many values follow, field, json, field, json, ...
--
-- Returns 1
local index, expiry, ttlMs = KEYS[1], KEYS[2], tonumber(ARGV[1])
local time = redis.call('TIME')
local nowMicros = time[1] * 1000000 + time[2]
local now = math.floor(nowMicros / 1000)

-- More go out than come in, so the index never holds more dead items than live ones for long.
for _, id in ipairs(redis.call('ZRANGEBYSCORE', expiry, '-inf', now, 'LIMIT', 0, #KEYS + 100)) do
  redis.call('ZREM', index, id)
  redis.call('ZREM', expiry, id)
end

-- Places grow with time, so that a cursor stays true when the newest item is removed and another comes.
local newest = redis.call('ZREVRANGE', index, 0, 0, 'WITHSCORES')
local place = math.max(nowMicros, newest[2] and newest[2] + 1 or 0)
local at = 2
for i = 3, #KEYS do
  local id, count = ARGV[at], tonumber(ARGV[at + 1])
  redis.call('HSET', KEYS[i], '', string.format('%.0f', place), unpack(ARGV, at + 2, at + 1 + count))
  redis.call('ZADD', index, place, id)
  if ttlMs > 0 then
    redis.call('PEXPIRE', KEYS[i], ttlMs)
    redis.call('ZADD', expiry, now + ttlMs, id)
  end
  at, place = at + 2 + count, place + 1
end

-- The index lives as long as the longest-lived item: for ever while one has no TTL.
local last = redis.call('ZREVRANGE', expiry, 0, 0, 'WITHSCORES')[2]
if redis.call('ZCARD', index) == redis.call('ZCARD', expiry) then
  redis.call('PEXPIREAT', index, last)
  redis.call('PEXPIREAT', expiry, last)
else
  redis.call('PERSIST', index)
  redis.call('PERSIST', expiry)
end
return 1
