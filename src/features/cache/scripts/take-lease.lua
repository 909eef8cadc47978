-- Takes the lease to load an entry, unless somebody holds it or has stored a newer entry meanwhile. Its stamp is
-- taken before the loader reads the source: what is invalidated from here on is newer than what it will find.
--
-- KEYS[1] entry    string
-- KEYS[2] lease    string {token of the holder, or "failed" after a load that failed}
-- KEYS[3] stamps   zset {tag or @marker by the stamp of its last change}
-- ARGV[1] token    of who asks
-- ARGV[2] leaseMs  how long the lease blocks others
-- ARGV[3] seen     stamp of the entry that the caller has seen, dead or alive; 0 for none
-- ARGV[4] fenceMs  how long the stamps must be kept at least
--
-- Returns {'newer'}, or {'granted', stamp, 0} or {'busy' or 'failed', stamp, ms until the lease ends}
local entry, lease, stamps = KEYS[1], KEYS[2], KEYS[3]
local born, kind = string.match(redis.call('GETRANGE', entry, 0, 31), '^(%d+);(.)')
if born and kind ~= 'x' and tonumber(born) > tonumber(ARGV[3]) then
  return { 'newer' }
end

-- A clock that never steps back; where it is gone, entries that are older than the new one are dead.
local time = redis.call('TIME')
local stamp = math.max(time[1] * 1000000 + time[2], (redis.call('ZSCORE', stamps, '@clock') or 0) + 1)
redis.call('ZADD', stamps, string.format('%.0f', stamp), '@clock')
redis.call('ZADD', stamps, 'NX', string.format('%.0f', stamp - 1), '@cleared')
if redis.call('PTTL', stamps) < tonumber(ARGV[4]) then
  redis.call('PEXPIRE', stamps, ARGV[4])
end

local outcome = 'granted'
if not redis.call('SET', lease, ARGV[1], 'NX', 'PX', ARGV[2]) then
  outcome = redis.call('GET', lease) == 'failed' and 'failed' or 'busy'
end
return { outcome, string.format('%.0f', stamp), outcome == 'granted' and 0 or redis.call('PTTL', lease) }
