-- Removes jobs that nobody has begun, in steps.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] state        hash {id = json}
-- KEYS[3] waiting      list of ids
-- KEYS[4] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[5] unique       hash {key = instant until which it is kept or 0, space, id}
-- KEYS[6] uniqueOf     hash {id = key}
-- KEYS[7] deadlines    zset {letter and id by the instant}
-- KEYS[8] meta         hash {turn}
-- KEYS[9..] more       the keys of groups, as groups.lua has them; then zsets to be emptied as well
-- ARGV[1] limit        most jobs to remove
--
-- Returns {how many were removed, 1 if there may be more, how many are to be told to parents}
local keys = { jobs = KEYS[1], state = KEYS[2], unique = KEYS[5], uniqueOf = KEYS[6], deadlines = KEYS[7] }
keys.groups = groupsAt(9, KEYS[8])
local limit, ids = tonumber(ARGV[1]), {}
local popped = redis.call('LPOP', KEYS[3], limit) or {}
for _, id in ipairs(popped) do
  if redis.call('SREM', KEYS[4], id) == 0 then
    ids[#ids + 1] = id
  end
end
local taken = #popped
for i = 19, #KEYS do
  local found = taken < limit and redis.call('ZPOPMIN', KEYS[i], limit - taken) or {}
  for at = 1, #found, 2 do
    ids[#ids + 1] = string.match(found[at], '[^\n]*$') -- of groups there is more in it
  end
  taken = taken + #found / 2
end
if #ids > 0 then
  orphan(keys, ids)
  discard(keys, ids)
  release(keys, ids)
end
return { #ids, taken == limit and 1 or 0, keys.groups.reports or 0 }
