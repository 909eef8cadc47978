-- Removes dead letters for good.
--
-- KEYS[1] dead     zset {id by sequence}
-- KEYS[2] letters  hash {id = json}
-- ARGV[1..] ids    which
--
-- Returns how many there were
local dropped = 0
for _, id in ipairs(ARGV) do
  -- One that is delivered again has its letter still, and is not dead.
  if redis.call('ZREM', KEYS[1], id) == 1 then
    redis.call('HDEL', KEYS[2], id)
    dropped = dropped + 1
  end
end
return dropped
