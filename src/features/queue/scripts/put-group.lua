-- Says something of a group, or of all, and looks at groups anew: they have their turns as it says from now on.
--
-- KEYS[1] meta         hash {turn}
-- KEYS[2] idle         zset {waiter by when it last asked}
-- KEYS[3..] groups     as groups.lua has them
-- ARGV[1] field        of the limits: '=' with a group for its own, '!' with a group that is paused, '*' for all that have
--                      none of their own; empty for nothing
-- ARGV[2] value        json; empty to take it back
-- ARGV[3..] anew       groups to be looked at
--
-- Returns 1 if a job of these can be run now
local groups, isReady = groupsAt(3, KEYS[1]), false
if ARGV[1] ~= '' and ARGV[2] == '' then
  redis.call('HDEL', groups.limits, ARGV[1])
elseif ARGV[1] ~= '' then
  redis.call('HSET', groups.limits, ARGV[1], ARGV[2])
end
for i = 3, #ARGV do
  redis.call('ZREM', groups.ring, ARGV[i])
  isReady = admit(groups, ARGV[i]) or isReady
end
if isReady then
  wake(KEYS[2])
end
return isReady and 1 or 0
