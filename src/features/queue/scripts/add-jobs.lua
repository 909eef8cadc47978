-- Adds jobs, those whose id is not there yet, and wakes one who waits for work.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] removed      set of ids in the waiting list whose jobs were removed
-- KEYS[6] meta         hash {sequence}
-- KEYS[7] idle         zset {waiter by when it last asked}
-- ARGV[1..] rows       for each job: id, record without its first part, place: '' for the tail, 'head', or a letter
--                      with a number: d<delay in ms>, a<due instant>, p<priority>
--
-- Returns how many were added
local jobs, waiting, delayed, removed = KEYS[1], KEYS[2], KEYS[4], KEYS[5]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local created = string.format('%013.0f', now)

local ids = {}
for i = 1, #ARGV, 3 do
  ids[#ids + 1] = ARGV[i]
end
local known = redis.call('HMGET', jobs, unpack(ids))
local anyRemoved = redis.call('EXISTS', removed) == 1
local records, tail, seen = {}, {}, {}
local isReady, headBefore = false, redis.call('ZRANGE', delayed, 0, 0)[1]

local function put(id, place)
  local kind, number = string.sub(place, 1, 1), tonumber(string.sub(place, 2))
  if kind == 'd' or kind == 'a' then
    redis.call('ZADD', delayed, kind == 'd' and now + number or number, id)
    return
  end
  isReady = true
  if kind == 'p' then
    redis.call('ZADD', KEYS[3], redis.call('HINCRBY', KEYS[6], 'sequence', 1) - number * 2 ^ 40, id)
  elseif anyRemoved and redis.call('SREM', removed, id) == 1 then
    return -- its place in the list is still there
  elseif kind == 'h' then
    redis.call('LPUSH', waiting, id)
  else
    tail[#tail + 1] = id
  end
end

for i, id in ipairs(ids) do
  if not known[i] and not seen[id] then
    seen[id] = true
    records[#records + 1] = id
    records[#records + 1] = created .. ARGV[3 * i - 1]
    put(id, ARGV[3 * i])
  end
end
if #records == 0 then
  return 0
end
redis.call('HSET', jobs, unpack(records))
if #tail > 0 then
  redis.call('RPUSH', waiting, unpack(tail))
end

-- One is enough: who takes jobs and leaves some behind wakes the next. A receiver on another node of a Cluster is not
-- counted, so there a few too many may wake.
if isReady or redis.call('ZRANGE', delayed, 0, 0)[1] ~= headBefore then
  for _ = 1, 5 do
    local waiter = redis.call('ZPOPMIN', KEYS[7])[1]
    if not waiter or redis.call('PUBLISH', string.match(waiter, '^[^#]+'), waiter) > 0 then
      break
    end
  end
end
return #records / 2
