-- Adds the jobs of slots that have come and moves the schedule on, if nobody else has: each slot is fired exactly once.
-- The jobs become ready like delayed ones.
--
-- KEYS[1] jobs       hash {id = record}
-- KEYS[2] delayed    zset {id by due instant}
-- KEYS[3] schedules  hash {id = times as json, line break, the rest as json}
-- KEYS[4] plans      hash {id = json}
-- KEYS[5] ticks      zset {id by next slot}
-- ARGV[1] id         of the schedule
-- ARGV[2] schedule   as it was read
-- ARGV[3] plan       as it was read
-- ARGV[4] newPlan    json
-- ARGV[5] nextAt     its next slot; empty when there is none
-- ARGV[6] record     of the jobs, without the first part
-- ARGV[7..] slots    for each: id of its job, instant when that is due
--
-- Returns 1, or 0 if somebody else has moved or changed it
local id = ARGV[1]
if redis.call('HGET', KEYS[3], id) ~= ARGV[2] or redis.call('HGET', KEYS[4], id) ~= ARGV[3] then
  return 0
end
redis.call('HSET', KEYS[4], id, ARGV[4])
if ARGV[5] == '' then
  redis.call('ZREM', KEYS[5], id)
else
  redis.call('ZADD', KEYS[5], ARGV[5], id)
end
local time = redis.call('TIME')
local created = string.format('%013.0f', time[1] * 1000 + math.floor(time[2] / 1000))
for i = 7, #ARGV, 2 do
  if redis.call('HSETNX', KEYS[1], ARGV[i], created .. ARGV[6]) == 1 then
    redis.call('ZADD', KEYS[2], ARGV[i + 1], ARGV[i])
  end
end
return 1
