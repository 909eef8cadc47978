-- Removes a schedule; the jobs that it has added stay.
--
-- KEYS[1] scheduleIds  zset {id by 0}
-- KEYS[2] schedules    hash {id = times as json, line break, the rest as json}
-- KEYS[3] plans        hash {id = json}
-- KEYS[4] ticks        zset {id by next slot}
-- ARGV[1] id           of the schedule
--
-- Returns 1, or 0 where there was none
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[1])
return redis.call('HDEL', KEYS[2], ARGV[1])
