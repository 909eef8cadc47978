-- Counts the visitors of many days, each by itself: one call, where a command for each of a year would be most of the answer's time.
--
-- KEYS[1..] visitors  HyperLogLog
--
-- Returns how many of each
local counts = {}
for i, visitors in ipairs(KEYS) do
  counts[i] = redis.call('PFCOUNT', visitors)
end
return counts
