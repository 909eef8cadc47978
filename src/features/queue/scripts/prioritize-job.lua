-- Gives a job another priority. One that waits goes behind those that have it already.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[5] meta         hash {sequence, handedBack}
-- KEYS[6] active       zset {id by end of its lease}
-- KEYS[7] delayed      zset {id by due instant}
-- KEYS[8] completed    zset {id by the instant until which it is kept}
-- KEYS[9] dead         zset {id by the instant until which it is kept}
-- KEYS[10..] groups    as groups.lua has them
-- ARGV[1] id           of the job
-- ARGV[2] priority     that it gets
--
-- Returns 1, or 0 where there is no such job
local id, priority, record = ARGV[1], tonumber(ARGV[2]), redis.call('HGET', KEYS[1], ARGV[1])
if not record then
  return 0
end
local options = optionsOf(record)
if (options.priority or 0) == priority then
  return 1 -- it was, and keeps its place
end
options.priority = priority ~= 0 and priority or nil
local created, rest = string.match(record, '^(%d+)[^\n]*(\n.*)$')
redis.call('HSET', KEYS[1], id, created .. (next(options) and cjson.encode(options) or '') .. rest)

local keys = { waiting = KEYS[2], prioritized = KEYS[3], removed = KEYS[4], meta = KEYS[5], groups = groupsAt(10, KEYS[5]) }
local member = redis.call('HGET', keys.groups.groupOf, id)
if member then
  rank(keys.groups, id, groupIn(member), priority)
  return 1
end
for i = 6, 9 do
  if redis.call('ZSCORE', KEYS[i], id) then
    return 1 -- it has its priority when it comes to wait
  end
end
if redis.call('ZREM', keys.prioritized, id) == 0 then
  redis.call('SADD', keys.removed, id)
end
put(keys, 0, id, priority ~= 0 and 'p' .. priority or '')
return 1
