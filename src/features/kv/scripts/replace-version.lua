-- Stores a value only over the one that the caller has seen.
--
-- KEYS[1] value    string
-- ARGV[1] version  SHA-1 of the JSON that has to be there
-- ARGV[2] json     the new value
-- ARGV[3] ttlMs    its time to live; 0 for none
--
-- Returns 1 if stored, 0 if another value is there or none
local current = redis.call('GET', KEYS[1])
if not current or redis.sha1hex(current) ~= ARGV[1] then
  return 0
end
if ARGV[3] == '0' then
  redis.call('SET', KEYS[1], ARGV[2]) -- no TTL: the caller wants it kept
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return 1
