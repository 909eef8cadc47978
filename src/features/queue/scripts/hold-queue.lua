-- Hands out no jobs for a time. Of two such times the later end counts; none ends one that is there.
--
-- KEYS[1] meta     hash {limited, heldUntil, limits}
-- ARGV[1] delayMs  how long from now; 0 for no longer
--
-- Returns the instant until which it is held, 0 for not at all
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if tonumber(ARGV[1]) == 0 then
  redis.call('HDEL', KEYS[1], 'heldUntil')
  if redis.call('HEXISTS', KEYS[1], 'limits') == 0 then
    redis.call('HDEL', KEYS[1], 'limited')
  end
  return 0
end
local heldUntil = math.max(tonumber(redis.call('HGET', KEYS[1], 'heldUntil') or 0), now + ARGV[1])
redis.call('HSET', KEYS[1], 'heldUntil', string.format('%.0f', heldUntil), 'limited', 1)
return heldUntil
