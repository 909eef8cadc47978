-- Reads schedules in the order of their ids.
--
-- KEYS[1] scheduleIds  zset {id by 0}
-- KEYS[2] schedules    hash {id = times as json, line break, the rest as json}
-- KEYS[3] plans        hash {id = json}
-- ARGV[1] from         first id, as ZRANGE BYLEX takes it
-- ARGV[2] to           last id, likewise
-- ARGV[3] limit        most schedules to answer
--
-- Returns {id, schedule, plan, ...}
local answer = {}
local ids = redis.call('ZRANGE', KEYS[1], ARGV[1], ARGV[2], 'BYLEX', 'LIMIT', 0, ARGV[3])
for i, id in ipairs(ids) do
  answer[3 * i - 2] = id
  answer[3 * i - 1] = redis.call('HGET', KEYS[2], id)
  answer[3 * i] = redis.call('HGET', KEYS[3], id)
end
return answer
