-- Makes a site or changes what can change of it.
--
-- KEYS[1] sites     hash {JSON by the name of the site}
-- KEYS[2] names     zset {name of the site by 0}
-- ARGV[1] site      its name
-- ARGV[2] settings  what it is to be, as JSON
-- ARGV[3] maxSites  most sites
--
-- Returns {'set'}, {'full'} where there are as many as may be, or {'differs', what there is} where its time zone or shards would change
local before = redis.call('HGET', KEYS[1], ARGV[1])
if not before then
  if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
    return { 'full' }
  end
else
  local old, new = cjson.decode(before), cjson.decode(ARGV[2])
  if old.timeZone ~= new.timeZone or old.shards ~= new.shards then
    return { 'differs', before }
  end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], 0, ARGV[1])
return { 'set' }
