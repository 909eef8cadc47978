-- Ends jobs that nobody wants any longer, wherever they are. A lease on one is void, and who holds it is told.
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
-- ARGV[1] error        json
-- ARGV[2] keepDead     json {ms, count}, how long and how many dead letters are kept
-- ARGV[3] channel      of processes, without their ids
-- ARGV[4..] ids        of the jobs
--
-- Returns {for each job where it was: waiting, delayed or active; 'ended' if it had ended before, '' if there is none}, how many
-- are to be told to parents
local keys = { jobs = KEYS[1], waiting = KEYS[2], prioritized = KEYS[3], delayed = KEYS[4], removed = KEYS[5] }
keys.meta, keys.state, keys.active, keys.tokens, keys.completed = KEYS[6], KEYS[8], KEYS[9], KEYS[10], KEYS[11]
keys.dead, keys.unique, keys.uniqueOf, keys.deadlines = KEYS[12], KEYS[13], KEYS[14], KEYS[15]
keys.groups = groupsAt(16, KEYS[6])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local flags, events, isFreed = redis.call('HMGET', keys.meta, 'limited', 'watched'), {}, false
local places = {}
local why = { code = 'JOB_CANCELLED', json = ARGV[1], dead = cjson.decode(ARGV[2]), channel = ARGV[3] }
for i = 4, #ARGV do
  local place = stop(keys, now, ARGV[i], why)
  places[i - 3] = place
  isFreed = isFreed or place == 'active'
  if place ~= '' and place ~= 'ended' then
    events[#events + 1] = { event = 'dead', id = ARGV[i], json = why.json }
  end
end
tell(flags[2], now, events)
-- Where there is a limit to how many run, somebody may have waited for one to end.
if keys.groups.isReady or (isFreed and flags[1]) then
  wake(KEYS[7])
end
return { places, keys.groups.reports or 0 }
