-- Stores an entry, unless it was loaded before something that has happened since: a newer entry, a delete, an
-- invalidation of one of its tags, a clear. Gives the lease back either way, and tells everybody what it stored.
--
-- KEYS[1] entry    string {born;loadMs;ttlMs;staleMs;graceMs;flags;tags\n and the value, or born;x\n where it was deleted}
-- KEYS[2] lease    string {token of the holder}
-- KEYS[3] stamps   zset {tag or @marker by the stamp of its last change}
-- ARGV[1] token    of the lease; '' for none
-- ARGV[2] stamp    that the lease gave; '' for a write that is newer than all before
-- ARGV[3] lifeMs   when Redis may forget the entry
-- ARGV[4] fenceMs  longest time from the lease until here
-- ARGV[5] tags     separated by commas
-- ARGV[6] body     ttlMs;staleMs;graceMs;flags;tags\n and the value
-- ARGV[7] channel  where changes are told
-- ARGV[8] name     of the entry
--
-- Returns {1 if stored, born, stamp of the message or 0, nowMicros}, stamps as text
local entry, lease, stamps = KEYS[1], KEYS[2], KEYS[3]
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function text(stamp)
  return string.format('%.0f', stamp)
end
local function tick()
  local stamp = math.max(now, (redis.call('ZSCORE', stamps, '@clock') or 0) + 1)
  redis.call('ZADD', stamps, text(stamp), '@clock')
  return stamp
end

local born = tonumber(ARGV[2])
if not born then
  born = tick()
  redis.call('ZADD', stamps, 'NX', text(born - 1), '@cleared')
end
local names = { '@cleared', '@clock' }
for tag in string.gmatch(ARGV[5], '[^,]+') do
  names[#names + 1] = tag
end
local killed = redis.call('ZMSCORE', stamps, unpack(names))
local cleared, clock = killed[1], tonumber(killed[2] or 0)
local older = string.match(redis.call('GETRANGE', entry, 0, 31), '^(%d+);')
local fits = cleared and tonumber(cleared) < born and born <= clock and now - born <= ARGV[4] * 1000
fits = fits and tonumber(older or 0) < born
for i = 3, #names do
  fits = fits and tonumber(killed[i] or 0) < born
end

local told = 0
if fits then
  local loadMs = math.max(0, math.floor((now - born) / 1000))
  redis.call('SET', entry, text(born) .. ';' .. text(loadMs) .. ';' .. ARGV[6], 'PX', ARGV[3])
  -- Stamps outlive every entry that they may have to bury; @life tells how long that is.
  redis.call('ZADD', stamps, 'GT', ARGV[3], '@life')
  local keepMs = ARGV[3] + ARGV[4]
  if redis.call('PTTL', stamps) < keepMs then
    redis.call('PEXPIRE', stamps, keepMs)
  end
  local before = redis.call('ZSCORE', stamps, '@changed') or 0
  told = tick()
  redis.call('ZADD', stamps, text(told), '@changed')
  redis.call('PUBLISH', ARGV[7], text(before) .. ' ' .. text(told) .. ' ' .. text(born) .. ' stored ' .. ARGV[8])
end
if ARGV[1] ~= '' and redis.call('GET', lease) == ARGV[1] then
  redis.call('DEL', lease)
end
return { fits and 1 or 0, text(born), text(told), text(now) }
