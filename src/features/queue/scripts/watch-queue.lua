-- Notes that somebody listens to what happens to the jobs of a queue, until so long from now.
--
-- KEYS[1] meta     hash {watched}
-- ARGV[1] channel  to be told on
-- ARGV[2] forMs    how long
--
-- Returns 1
local time = redis.call('TIME')
local till = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[2]
redis.call('HSET', KEYS[1], 'watched', string.format('%.0f', till) .. ' ' .. ARGV[1])
return 1
