-- Gives a job other data.
--
-- KEYS[1] jobs    hash {id = record}
-- ARGV[1] id      of the job
-- ARGV[2] data    json
--
-- Returns 1, or 0 where there is no such job
local record = redis.call('HGET', KEYS[1], ARGV[1])
if not record then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], string.match(record, '^[^\n]*\n[^\n]*\n') .. ARGV[2])
return 1
