-- Counts jobs by state, all in constant time.
--
-- KEYS[1] waiting      list of ids
-- KEYS[2] removed      set of ids in the waiting list whose jobs were removed
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] active       zset {id by end of its lease}
-- KEYS[6] completed    zset {id by the instant until which it is kept}
-- KEYS[7] dead         zset {id by the instant until which it is kept}
-- KEYS[8] meta         hash {totals, paused}
--
-- Returns {waiting, delayed, active, completed, dead, 1 if paused, totals of completed, failed, dead, lost}
local count = function(i)
  return redis.call('ZCARD', KEYS[i])
end
local waiting = redis.call('LLEN', KEYS[1]) - redis.call('SCARD', KEYS[2]) + count(3)
local totals = redis.call('HMGET', KEYS[8], 'completed', 'failed', 'dead', 'lost')
for i = 1, 4 do
  totals[i] = tonumber(totals[i] or 0)
end
return { waiting, count(4), count(5), count(6), count(7), redis.call('HEXISTS', KEYS[8], 'paused'), unpack(totals) }
