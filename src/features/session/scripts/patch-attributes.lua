-- Sets and removes attributes of a live session, unless they would outgrow their limits or have changed meanwhile.
--
-- KEYS[1] session      hash
-- KEYS[2] expiry       zset {serial:user by the instant the session ends}
-- ARGV[1] serial       what tells the session from others of its user
-- ARGV[2] ifVersion    the version that it has to have; empty for any
-- ARGV[3] maxFields    most attributes
-- ARGV[4] maxBytes     most bytes that their names and values may have together
-- ARGV[5] removed      how many of the names that follow are to be removed
-- ARGV[6..] changes    names to remove, then name, json, name, json, ...
--
-- Returns {'patched', now, endsAt, {name, value, ...}}, or with nothing changed {'ended'}, {'version'} or {'too_large'}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local after = {}
local flat = redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  after[flat[i]] = flat[i + 1]
end
-- A session that was ended while this was on its way stays ended: nothing is written to what is not there.
local endsAt = after.u and tonumber(redis.call('ZSCORE', KEYS[2], ARGV[1] .. ':' .. after.u) or 0) or 0
if endsAt <= now then
  return { 'ended' }
end
if ARGV[2] ~= '' and ARGV[2] ~= (after.v or '1') then
  return { 'version' }
end

local removed = tonumber(ARGV[5])
local gone, set = {}, {}
for i = 6, 5 + removed do
  gone[#gone + 1] = 'd:' .. ARGV[i]
  after['d:' .. ARGV[i]] = nil
end
for i = 6 + removed, #ARGV, 2 do
  set[#set + 1] = 'd:' .. ARGV[i]
  set[#set + 1] = ARGV[i + 1]
  after['d:' .. ARGV[i]] = ARGV[i + 1]
end
local bytes, fields = 0, 0
for name, json in pairs(after) do
  if name:sub(1, 2) == 'd:' then
    bytes, fields = bytes + #name - 2 + #json, fields + 1
  end
end
if fields > tonumber(ARGV[3]) or bytes > tonumber(ARGV[4]) then
  return { 'too_large' }
end

if #gone > 0 then
  redis.call('HDEL', KEYS[1], unpack(gone))
end
redis.call('HSET', KEYS[1], 'v', (after.v or 1) + 1, unpack(set))
return { 'patched', now, endsAt, redis.call('HGETALL', KEYS[1]) }
