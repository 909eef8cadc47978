-- Keeps a new key, unless there are too many, and takes what is forgotten out of the lists while it is there.
--
-- KEYS[1] key        hash {field = value}
-- KEYS[2] index      zset {id, all of score 0}
-- KEYS[3] forget     zset {id by the instant it is forgotten}
-- ARGV[1] id         of the key
-- ARGV[2] maxKeys    how many there may be
-- ARGV[3] forgetAt   when it is forgotten
-- ARGV[4..] fields   field, value, ...
--
-- Returns the instant of its creation, 0 where there are too many
local key, index, forget = KEYS[1], KEYS[2], KEYS[3]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', forget, '-inf', now, 'LIMIT', 0, 100)) do
  redis.call('ZREM', index, id)
  redis.call('ZREM', forget, id)
end
if redis.call('ZCARD', index) >= tonumber(ARGV[2]) then
  return 0
end
redis.call('HSET', key, 'createdAt', now, unpack(ARGV, 4))
redis.call('PEXPIREAT', key, ARGV[3])
redis.call('ZADD', index, 0, ARGV[1])
redis.call('ZADD', forget, ARGV[3], ARGV[1])
return now
