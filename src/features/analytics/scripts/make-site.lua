-- Makes a site unless there is one of its name, and answers what it was made with.
--
-- KEYS[1] sites     hash {JSON by the name of the site}
-- KEYS[2] names     zset {name of the site by 0}
-- ARGV[1] site      its name
-- ARGV[2] made      what cannot change of it, as JSON
-- ARGV[3] maxSites  most sites; 0 to make none
--
-- Returns {now, JSON}, or {now} where it is missing and there is no room
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local made = redis.call('HGET', KEYS[1], ARGV[1])
if not made then
  if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
    return { now }
  end
  made = ARGV[2]
  redis.call('HSET', KEYS[1], ARGV[1], made)
  redis.call('ZADD', KEYS[2], 0, ARGV[1])
end
return { now, made }
