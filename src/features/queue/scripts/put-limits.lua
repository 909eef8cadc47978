-- Limits a queue, or lifts its limits. What was used of the rate before stays used.
--
-- KEYS[1] meta         hash {limited, limits}
-- ARGV[1] limits       json, as they were asked for; empty for none
-- ARGV[2] concurrency  how many may run at a time here; empty for any number
-- ARGV[3] intervalMs   between two jobs; empty for no rate
-- ARGV[4] burst        how many may begin at once
--
-- Returns 1
redis.call('HDEL', KEYS[1], 'limited', 'limits', 'concurrency', 'intervalMs', 'burst')
if ARGV[1] == '' then
  redis.call('HDEL', KEYS[1], 'tat')
end
if ARGV[1] ~= '' or redis.call('HEXISTS', KEYS[1], 'heldUntil') == 1 then
  redis.call('HSET', KEYS[1], 'limited', 1)
end
if ARGV[1] ~= '' then
  redis.call('HSET', KEYS[1], 'limits', ARGV[1])
end
if ARGV[2] ~= '' then
  redis.call('HSET', KEYS[1], 'concurrency', ARGV[2])
end
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[1], 'intervalMs', ARGV[3], 'burst', ARGV[4])
end
return 1
