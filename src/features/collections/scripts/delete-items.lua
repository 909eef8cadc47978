-- Removes items.
--
-- KEYS[1] index     zset {item id by its place}
-- KEYS[2] expiry    zset {item id by the instant it expires}
-- KEYS[3..] items   hash
-- ARGV[1..] ids     their ids
--
-- Returns how many there were
local index, expiry = KEYS[1], KEYS[2]
local deleted = 0
for i = 3, #KEYS do
  local id = ARGV[i - 2]
  deleted = deleted + redis.call('DEL', KEYS[i])
  redis.call('ZREM', index, id)
  redis.call('ZREM', expiry, id)
end
-- With the last item that has no TTL gone, the index need not outlive the others.
local last = redis.call('ZREVRANGE', expiry, 0, 0, 'WITHSCORES')[2]
if last and redis.call('ZCARD', index) == redis.call('ZCARD', expiry) then
  redis.call('PEXPIREAT', index, last)
  redis.call('PEXPIREAT', expiry, last)
end
return deleted
