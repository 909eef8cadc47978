-- Counts jobs by state, all in constant time.
--
-- KEYS[1] waiting      list of ids
-- KEYS[2] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] active       zset {id by end of its lease}
-- KEYS[6] completed    zset {id by the instant until which it is kept}
-- KEYS[7] dead         zset {id by the instant until which it is kept}
-- KEYS[8] meta         hash {totals, paused}
-- KEYS[9] jobs         hash {id = record}
-- KEYS[10] grouped     zset of group, rank and id, by 0
-- KEYS[11] ring        zset {group by its turn}
--
-- Returns {waiting, delayed, active, completed, dead, 1 if paused, totals of completed, failed, dead, lost, ms that
-- the job that is next could have been run, -1 where none waits}
local count = function(i)
  return redis.call('ZCARD', KEYS[i])
end
local waiting = redis.call('LLEN', KEYS[1]) - redis.call('SCARD', KEYS[2]) + count(3) + count(10)
local totals = redis.call('HMGET', KEYS[8], 'completed', 'failed', 'dead', 'lost')
for i = 1, 4 do
  totals[i] = tonumber(totals[i] or 0)
end
-- Of the list the first few, as those that were removed may still be there.
local heads = redis.call('LRANGE', KEYS[1], 0, 9)
heads[#heads + 1] = redis.call('ZRANGE', KEYS[3], 0, 0)[1]
for _, group in ipairs(redis.call('ZRANGE', KEYS[11], 0, 0)) do
  local range = { KEYS[10], '[' .. group .. '\n', '+', 'BYLEX', 'LIMIT', 0, 1 }
  heads[#heads + 1] = string.match(redis.call('ZRANGE', unpack(range))[1] or '', '[^\n]*$')
end
local time, oldestAt = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, id in ipairs(heads) do
  local created, options = string.match(redis.call('HGET', KEYS[9], id) or '', '^(%d+)([^\n]*)')
  if created then
    local own = options ~= '' and cjson.decode(options) or {}
    oldestAt = math.min(oldestAt or now, own.runAt or created + (own.delayMs or 0))
  end
end
totals[5] = oldestAt and now - oldestAt or -1
return { waiting, count(4), count(5), count(6), count(7), redis.call('HEXISTS', KEYS[8], 'paused'), unpack(totals) }
