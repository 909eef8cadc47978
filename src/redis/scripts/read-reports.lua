-- Reads what processes tell of themselves, those that told last at the end.
--
-- KEYS[1] heard    zset {process by the instant at which it told}
-- KEYS[2] reports  hash {process = what it told}
-- ARGV[1] ttlMs    for how long one may be silent
-- ARGV[2] limit    most processes
--
-- Returns {process, when it told, what, ...}
local time = redis.call('TIME')
local since = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[1]
local range = { '(' .. since, '+inf', 'BYSCORE', 'LIMIT', 0, ARGV[2], 'WITHSCORES' }
local live, rows = redis.call('ZRANGE', KEYS[1], unpack(range)), {}
for i = 1, #live, 2 do
  rows[#rows + 1], rows[#rows + 2] = live[i], live[i + 1]
  rows[#rows + 1] = redis.call('HGET', KEYS[2], live[i]) or ''
end
return rows
