-- Lists ids of one place, in the order in which they come up or end.
--
-- KEYS[1] place    zset {id by score} (of groups, what ends in an id), or the waiting list
-- KEYS[2] removed  set of ids that are in the waiting list and do not wait there
-- ARGV[1] after    score of the last one seen, '-inf' to begin; for the list how many to skip
-- ARGV[2] skip     how many of that score were seen
-- ARGV[3] limit    most ids to answer
--
-- Returns {now, id ('' for one that does not wait in the list), score or position, ...}
local time = redis.call('TIME')
local answer = { time[1] * 1000 + math.floor(time[2] / 1000) }
if redis.call('TYPE', KEYS[1]).ok ~= 'list' then
  local range = { KEYS[1], ARGV[1], '+inf', 'BYSCORE', 'LIMIT', ARGV[2], ARGV[3], 'WITHSCORES' }
  for i, value in ipairs(redis.call('ZRANGE', unpack(range))) do
    answer[i + 1] = string.match(value, '[^\n]*$')
  end
  return answer
end
local from = tonumber(ARGV[1]) or 0
if from < 0 then
  from = 0 -- '-inf' is a number, too
end
for i, id in ipairs(redis.call('LRANGE', KEYS[1], from, from + ARGV[3] - 1)) do
  local isGone = redis.call('SISMEMBER', KEYS[2], id) == 1
  answer[2 * i], answer[2 * i + 1] = isGone and '' or id, from + i
end
return answer
