-- Adds jobs, those whose id is not there yet, and wakes one who waits for work.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[6] meta         hash {sequence}
-- KEYS[7] idle         zset {waiter by when it last asked}
-- KEYS[8] deadlines    zset {letter and id by the instant}
-- KEYS[9..] groups     as groups.lua has them
-- ARGV[1] count        number of jobs
-- ARGV[2..] rows       their ids; their records without the first part; then for each that is not for the tail its
--                      1-based number and its place: 'head', or a letter with a number: d<delay in ms>,
--                      a<due instant>, p<priority>, g<priority, or h for the head> <group>; or a time limit of it, as
--                      deadlines.lua has it; or t<number> for those that come together, from the first to that one, and
--                      are added together or, where a group has no room, not at all
--
-- Returns {how many were added, {numbers of those for which there was no room}}
local keys = { waiting = KEYS[2], prioritized = KEYS[3], delayed = KEYS[4], removed = KEYS[5], meta = KEYS[6] }
keys.deadlines, keys.groups = KEYS[8], groupsAt(9, KEYS[6])
local jobs, count = KEYS[1], tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local created = string.format('%013.0f', now)
local headBefore = redis.call('ZRANGE', keys.delayed, 0, 0)[1]

local places, limits, spans = {}, {}, {}
for i = 2 * count + 2, #ARGV, 2 do
  local number, what = tonumber(ARGV[i]), ARGV[i + 1]
  local kind = string.sub(what, 1, 1)
  if kind == 's' or kind == 'e' then
    limits[#limits + 1] = i
  elseif kind == 't' then
    spans[#spans + 1] = { number, math.min(count, tonumber(string.sub(what, 2))) }
  else
    places[number] = what
  end
end
local known = redis.call('HMGET', jobs, unpack(ARGV, 2, count + 1))
local isRefused, refused = refusals(keys.groups, spans, function(at)
  return ARGV[at + 1], not known[at] and groupOfPlace(places[at])
end)
local records, fresh, seen, isNew, size = {}, {}, {}, {}, 0
for i = 1, count do
  local id = ARGV[i + 1]
  if not (known[i] or seen[id] or isRefused[i]) then
    seen[id] = true
    size = size + 1
    fresh[size], isNew[i] = i, true
    records[2 * size - 1], records[2 * size] = id, created .. ARGV[count + i + 1]
  end
end
if size == 0 then
  return { 0, refused }
end
redis.call('HSET', jobs, unpack(records))
for _, i in ipairs(limits) do
  local at = tonumber(ARGV[i])
  if isNew[at] then
    limit(keys, now, ARGV[at + 1], ARGV[i + 1])
  end
end

local isReady = false
if #ARGV == 2 * count + 1 and redis.call('EXISTS', keys.removed) == 0 then
  local ids = {}
  for i = 1, size do
    ids[i] = records[2 * i - 1]
  end
  redis.call('RPUSH', keys.waiting, unpack(ids))
  isReady = true
else
  for i = 1, size do
    isReady = put(keys, now, records[2 * i - 1], places[fresh[i]] or '') or isReady
  end
end
if isReady or #limits > 0 or redis.call('ZRANGE', keys.delayed, 0, 0)[1] ~= headBefore then
  wake(KEYS[7])
end
return { size, refused }
