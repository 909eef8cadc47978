-- Publishes texts on one channel, in their order.
--
-- ARGV[1] channel  where
-- ARGV[2..] texts  what, at least one
--
-- Returns how many got the last one
local heard = 0
for i = 2, #ARGV do
  heard = redis.call('PUBLISH', ARGV[1], ARGV[i])
end
return heard
