-- Adds jobs, those whose id is not there yet, and wakes one who waits for work.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] removed      set of ids in the waiting list whose jobs were removed
-- KEYS[6] meta         hash {sequence}
-- KEYS[7] idle         zset {waiter by when it last asked}
-- ARGV[1] count        number of jobs
-- ARGV[2..] rows       their ids; their records without the first part; then for each that is not for the tail its
--                      1-based number and its place: 'head', or a letter with a number: d<delay in ms>,
--                      a<due instant>, p<priority>
--
-- Returns how many were added
local jobs, waiting, delayed, removed, count = KEYS[1], KEYS[2], KEYS[4], KEYS[5], tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local created = string.format('%013.0f', now)
local headBefore = redis.call('ZRANGE', delayed, 0, 0)[1]

local places = {}
for i = 2 * count + 2, #ARGV, 2 do
  places[tonumber(ARGV[i])] = ARGV[i + 1]
end
local known = redis.call('HMGET', jobs, unpack(ARGV, 2, count + 1))
local records, fresh, seen, size = {}, {}, {}, 0
for i = 1, count do
  local id = ARGV[i + 1]
  if not known[i] and not seen[id] then
    seen[id] = true
    size = size + 1
    fresh[size] = i
    records[2 * size - 1], records[2 * size] = id, created .. ARGV[count + i + 1]
  end
end
if size == 0 then
  return 0
end
redis.call('HSET', jobs, unpack(records))

local tail, isReady = {}, false
if #ARGV == 2 * count + 1 and redis.call('EXISTS', removed) == 0 then
  for i = 1, size do
    tail[i] = records[2 * i - 1]
  end
else
  local function put(id, place)
    local kind, number = string.sub(place, 1, 1), tonumber(string.sub(place, 2))
    if kind == 'd' or kind == 'a' then
      redis.call('ZADD', delayed, kind == 'd' and now + number or number, id)
      return
    end
    isReady = true
    if kind == 'p' then
      redis.call('ZADD', KEYS[3], redis.call('HINCRBY', KEYS[6], 'sequence', 1) - number * 2 ^ 40, id)
    elseif redis.call('SREM', removed, id) == 1 then
      return -- its place in the list is still there
    elseif kind == 'h' then
      redis.call('LPUSH', waiting, id)
    else
      tail[#tail + 1] = id
    end
  end
  for i = 1, size do
    put(records[2 * i - 1], places[fresh[i]] or '')
  end
end
if #tail > 0 then
  isReady = true
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
return size
