-- Lists the live sessions of a user.
--
-- KEYS[1] expiry  zset {serial:user by the instant the session ends}
-- KEYS[2] user    zset {serial by the order in which sessions give way}
-- ARGV[1] userId  the user
--
-- Returns {serial, ...}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local live = {}
for _, serial in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local endsAt = tonumber(redis.call('ZSCORE', KEYS[1], serial .. ':' .. ARGV[1]) or 0)
  if endsAt > now then
    live[#live + 1] = serial
  end
end
return live
