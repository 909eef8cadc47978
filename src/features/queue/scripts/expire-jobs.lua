-- Ends jobs that have not begun, or not ended, in their time. A lease on one is void, and who holds it is told.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[6] meta         hash {limited, watched, totals}
-- KEYS[7] idle         zset {waiter by when it last asked}
-- KEYS[8] state        hash {id = json}
-- KEYS[9] active       zset {id by end of its lease}
-- KEYS[10] tokens      hash {id = token of its lease}
-- KEYS[11] completed   zset {id by the instant until which it is kept}
-- KEYS[12] dead        zset {id by the instant until which it is kept}
-- KEYS[13] unique      hash {key = instant until which it is kept or 0, space, id}
-- KEYS[14] uniqueOf    hash {id = key}
-- KEYS[15] deadlines   zset {letter and id by the instant}
-- KEYS[16..] groups    as groups.lua has them
-- ARGV[1] limit        most jobs in one call
-- ARGV[2] late         json, the error of those that have not begun
-- ARGV[3] over         json, the error of those that have not ended
-- ARGV[4] keepDead     json {ms, count}, how long and how many dead letters are kept
-- ARGV[5] channel      of processes, without their ids
--
-- Returns {how many limits were over: as many as the limit when there may be more, how many are to be told to parents}
local keys = { jobs = KEYS[1], waiting = KEYS[2], prioritized = KEYS[3], delayed = KEYS[4], removed = KEYS[5] }
keys.meta, keys.state, keys.active, keys.tokens, keys.completed = KEYS[6], KEYS[8], KEYS[9], KEYS[10], KEYS[11]
keys.dead, keys.unique, keys.uniqueOf, keys.deadlines = KEYS[12], KEYS[13], KEYS[14], KEYS[15]
keys.groups = groupsAt(16, KEYS[6])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local flags, events, isFreed = redis.call('HMGET', keys.meta, 'limited', 'watched'), {}, false
local over = redis.call('ZRANGE', keys.deadlines, '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[1])
for _, member in ipairs(over) do
  redis.call('ZREM', keys.deadlines, member)
  local id, json = string.sub(member, 2), string.sub(member, 1, 1) == 's' and ARGV[2] or ARGV[3]
  local why = { code = 'JOB_EXPIRED', json = json, dead = cjson.decode(ARGV[4]), channel = ARGV[5] }
  local place = stop(keys, now, id, why)
  isFreed = isFreed or place == 'active'
  if place ~= '' and place ~= 'ended' then
    events[#events + 1] = { event = 'dead', id = id, json = json }
  end
end
tell(flags[2], now, events)
-- Where there is a limit to how many run, somebody may have waited for one to end.
if keys.groups.isReady or (isFreed and flags[1]) then
  wake(KEYS[7])
end
return { #over, keys.groups.reports or 0 }
