-- Removes sessions of a store, and for a while refuses to save them again.
--
-- KEYS[1] index       zset {id by the instant it ends}
-- KEYS[2..] sessions  for each: stored, gone
-- ARGV[1] refuseMs    how long saving is refused; 0 for not at all
-- ARGV[2..] ids       their ids
--
-- Returns how many there were
local removed = 0
for i = 2, #ARGV do
  local stored, gone = KEYS[2 * i - 2], KEYS[2 * i - 1]
  removed = removed + redis.call('DEL', stored)
  redis.call('ZREM', KEYS[1], ARGV[i])
  if ARGV[1] ~= '0' then
    redis.call('SET', gone, '', 'PX', ARGV[1])
  end
end
return removed
