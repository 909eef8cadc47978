-- Makes a schedule, or says of one something else. Other times begin anew; else it goes on as it was.
--
-- KEYS[1] scheduleIds  zset {id by 0}
-- KEYS[2] schedules    hash {id = times as json, line break, the rest as json}
-- KEYS[3] plans        hash {id = json}
-- KEYS[4] ticks        zset {id by next slot}
-- KEYS[5] meta         hash {scheduled}
-- ARGV[1] id           of the schedule
-- ARGV[2] times        json
-- ARGV[3] rest         json
--
-- Returns 1 if its first slot has to be worked out: whoever tends the queue does so
local id = ARGV[1]
local known = redis.call('HGET', KEYS[2], id)
redis.call('HSET', KEYS[2], id, ARGV[2] .. '\n' .. ARGV[3])
if known and string.match(known, '^[^\n]*') == ARGV[2] then
  return 0
end
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('HSET', KEYS[5], 'scheduled', 1)
redis.call('ZADD', KEYS[1], 0, id)
redis.call('HSET', KEYS[3], id, '{"createdAt":' .. now .. '}')
redis.call('ZADD', KEYS[4], now, id)
return 1
