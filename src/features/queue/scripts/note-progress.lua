-- Notes how far a job has come, if the caller still holds it.
--
-- KEYS[1] tokens    hash {id = token of its lease}
-- KEYS[2] state     hash {id = json}
-- KEYS[3] meta      hash {watched}
-- ARGV[1] id        of the job
-- ARGV[2] token     of its lease
-- ARGV[3] progress  json
--
-- Returns an empty text, or why it is refused
local id = ARGV[1]
if redis.call('HGET', KEYS[1], id) ~= ARGV[2] then
  return refusalOf(KEYS[2], id, ARGV[2])
end
local known = redis.call('HGET', KEYS[2], id)
local facts = known and cjson.decode(known) or {}
facts.progress = ARGV[3]
redis.call('HSET', KEYS[2], id, cjson.encode(facts))
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
tell(redis.call('HGET', KEYS[3], 'watched'), now, { { event = 'progress', id = id, json = ARGV[3] } })
return ''
