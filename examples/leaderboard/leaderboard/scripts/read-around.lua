-- Reads the neighbours of a member, those above and those below, of one instant.
--
-- KEYS[1] scores  zset {member by score}
-- ARGV[1] member  who
-- ARGV[2] reach   how many on each side
--
-- Returns {rank, member, score, member, score, ...} with the rank of the first, from 0, or {} where the member is not there
local rank = redis.call('ZREVRANK', KEYS[1], ARGV[1])
if not rank then
  return {}
end
local first = math.max(0, rank - ARGV[2])
local rows = redis.call('ZREVRANGE', KEYS[1], first, rank + ARGV[2], 'WITHSCORES')
table.insert(rows, 1, first)
return rows
