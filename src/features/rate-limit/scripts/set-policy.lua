-- Defines a policy, or removes its definition, and tells every process. Each change has a number, one more than the
-- last, so that nobody mistakes an older one for a newer one or misses one unnoticed.
--
-- KEYS[1] policies  hash {JSON by name, and under the empty name the number of changes}
-- ARGV[1] name      of the policy
-- ARGV[2] json      its definition; empty to remove it
-- ARGV[3] channel   where the processes listen
-- ARGV[4] most      definitions at most
--
-- Returns {1 if there was a definition before or 0, number of the change}, or nothing where there are as many as may be
local policies, name, json = KEYS[1], ARGV[1], ARGV[2]
local known = redis.call('HEXISTS', policies, name)
if json ~= '' and known == 0 and redis.call('HLEN', policies) > tonumber(ARGV[4]) then
  return nil -- one field more than the definitions: the number of changes
end
if json == '' then
  redis.call('HDEL', policies, name)
else
  redis.call('HSET', policies, name, json) -- no TTL: a definition is kept until it is removed
end
local number = redis.call('HINCRBY', policies, '', 1)
redis.call('PUBLISH', ARGV[3], cjson.encode({ number = number, name = name, json = json }))
return { known, number }
