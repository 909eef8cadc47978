-- Takes one of the places that a subject may hold at a time. A lease that its holder does not renew ends by itself; the
-- same lease taken twice is one.
--
-- KEYS[1] leases   zset {lease by the instant in microseconds at which it ends}
-- ARGV[1] lease    what the holder calls it
-- ARGV[2] limit    how many there are
-- ARGV[3] leaseMs  how long it lasts
--
-- Returns {1 if it is held now or 0, how many are free, milliseconds until the first one ends, 0 where none is held}
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local leases, lease, limit = KEYS[1], ARGV[1], tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', leases, '-inf', string.format('%.0f', now))

local held = redis.call('ZCARD', leases)
local known = redis.call('ZSCORE', leases, lease)
if known or held < limit then
  redis.call('ZADD', leases, string.format('%.0f', now + ARGV[3] * 1000), lease)
  held = known and held or held + 1
end
local first = redis.call('ZRANGE', leases, 0, 0, 'WITHSCORES')[2] or now
local last = redis.call('ZRANGE', leases, -1, -1, 'WITHSCORES')[2]
if last then
  redis.call('PEXPIREAT', leases, string.format('%.0f', math.ceil(last / 1000)))
end
local mine = redis.call('ZSCORE', leases, lease)
return { mine and 1 or 0, math.max(0, limit - held), math.ceil((first - now) / 1000) }
