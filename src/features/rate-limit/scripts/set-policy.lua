-- Defines a policy, or removes its definition, and tells every process. Each change has a number, one more than the
-- last, so that nobody mistakes an older one for a newer one or misses one unnoticed.
--
-- KEYS[1] policies  hash {JSON by name, and under the empty name the number of changes}
-- ARGV[1] name      of the policy
-- ARGV[2] json      its definition; empty to remove it
-- ARGV[3] channel   where the processes listen
--
-- Returns {1 if there was a definition before or 0, number of the change}
local policies, name, json = KEYS[1], ARGV[1], ARGV[2]
local known = redis.call('HEXISTS', policies, name)
if json == '' then
  redis.call('HDEL', policies, name)
else
  redis.call('HSET', policies, name, json) -- no TTL: a definition is kept until it is removed
end
local number = redis.call('HINCRBY', policies, '', 1)
redis.call('PUBLISH', ARGV[3], cjson.encode({ number = number, name = name, json = json }))
return { known, number }
