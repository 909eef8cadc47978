-- Saves a session of a store, unless it was destroyed a moment ago; takes some expired ones out of the index on the way.
--
-- KEYS[1] stored  string, the session as JSON
-- KEYS[2] index   zset {id by the instant it ends}
-- KEYS[3] gone    string, there while a destroyed session may still be saved by a request that was under way
-- ARGV[1] id      its id
-- ARGV[2] json    the session
-- ARGV[3] ttlMs   how long it is kept
--
-- Returns 1 if it was saved
if redis.call('EXISTS', KEYS[3]) == 1 then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 10)) do
  redis.call('ZREM', KEYS[2], id)
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', KEYS[2], now + ARGV[3], ARGV[1])
return 1
