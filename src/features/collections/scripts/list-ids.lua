-- Lists ids in order of insertion or against it, leaving out the expired, which it takes out of the index.
--
-- KEYS[1] index   zset {item id by its place}
-- KEYS[2] expiry  zset {item id by the instant it expires}
-- ARGV[1] after   place after which to begin; empty to begin at the end that the order says
-- ARGV[2] limit   most ids to answer
-- ARGV[3] newest  1 for the newest first
--
-- Returns {id, place, id, place, ...}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', KEYS[1], id)
  redis.call('ZREM', KEYS[2], id)
end
local after, limit = ARGV[1], ARGV[2]
if ARGV[3] == '1' then
  local from = after == '' and '+inf' or '(' .. after
  return redis.call('ZREVRANGEBYSCORE', KEYS[1], from, '-inf', 'WITHSCORES', 'LIMIT', 0, limit)
end
local from = after == '' and '-inf' or '(' .. after
return redis.call('ZRANGEBYSCORE', KEYS[1], from, '+inf', 'WITHSCORES', 'LIMIT', 0, limit)
