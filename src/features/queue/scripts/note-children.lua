-- Notes how children of jobs have ended, and lets those go on that waited for that. What is noted twice counts once.
--
-- KEYS[1] jobs       hash {id = record}
-- KEYS[2] state      hash {id = json}
-- KEYS[3] delayed    zset {id by due instant}
-- KEYS[4] completed  zset {id by the instant until which it is kept}
-- KEYS[5] dead       zset {id by the instant until which it is kept}
-- KEYS[6] meta       hash {totals, watched}
-- KEYS[7] unique     hash {key = instant until which it is kept or 0, space, id}
-- KEYS[8] uniqueOf   hash {id = key}
-- KEYS[9] deadlines  zset {letter and id by the instant}
-- KEYS[10..] groups  as groups.lua has them
-- ARGV[1] policy     json {completed = {ms, count}, dead = {ms, count}}
-- ARGV[2..] notices  for each: id of the parent, number of the child, how it ended (completed, dead), result or error
--
-- Returns 1 if there is something to do now: a job is due, or there is something to be told
local keys = { jobs = KEYS[1], state = KEYS[2], delayed = KEYS[3], completed = KEYS[4], dead = KEYS[5], meta = KEYS[6] }
keys.unique, keys.uniqueOf, keys.deadlines, keys.groups = KEYS[7], KEYS[8], KEYS[9], groupsAt(10, KEYS[6])
keys.told, keys.note = {}, note
local policy, time = cjson.decode(ARGV[1]), redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 2, #ARGV, 4 do
  note(keys, now, policy, { id = ARGV[i], at = ARGV[i + 1], ending = ARGV[i + 2], json = ARGV[i + 3] })
end
tell(redis.call('HGET', keys.meta, 'watched'), now, keys.told)
return keys.groups.reports and 1 or 0
