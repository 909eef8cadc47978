-- Stores an entry, unless it is a new one and there are as many as may be.
--
-- KEYS[1] entries     hash {json by name}
-- ARGV[1] name        which entry
-- ARGV[2] json        its value
-- ARGV[3] maxEntries  most entries
-- ARGV[4] ttlMs       how long all entries are kept from now on
--
-- Returns 1, or 0 with nothing changed
local entries, name = KEYS[1], ARGV[1]
if redis.call('HEXISTS', entries, name) == 0 and redis.call('HLEN', entries) >= tonumber(ARGV[3]) then
  return 0
end
redis.call('HSET', entries, name, ARGV[2])
redis.call('PEXPIRE', entries, ARGV[4])
return 1
