-- Takes a waiter off the list of those to be woken. If it had just been woken, and now does not look, another one has to;
-- and another one has to watch the clock in its place.
--
-- KEYS[1] waiting      list of ids, next one first
-- KEYS[2] prioritized  zset {id by rank}
-- KEYS[3] delayed      zset {id by due instant}
-- KEYS[4] idle         zset {waiter by when it last asked}
-- KEYS[5] timer        string, due instant that somebody watches, and who
-- KEYS[6] ticks        zset {schedule by next slot}
-- KEYS[7] deadlines    zset {letter and id by the instant}
-- KEYS[8] ring         zset {group by its turn}
-- ARGV[1] waiter       '<channel>#<number>'
--
-- Returns 1 if another one was woken
local wasListed = redis.call('ZREM', KEYS[4], ARGV[1]) == 1
local isDelayed = redis.call('EXISTS', KEYS[3], KEYS[6], KEYS[7], KEYS[8]) > 0
if (wasListed or redis.call('EXISTS', KEYS[1], KEYS[2], KEYS[8]) == 0) and not isDelayed then
  return 0
end
redis.call('DEL', KEYS[5])
return wake(KEYS[4]) and 1 or 0
