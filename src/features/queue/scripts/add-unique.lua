-- Adds a job under a key that one job at a time may have. Whether the key is taken is told by where its job is, not by a
-- lock that somebody would have to open; only a key for a time is kept until that is over.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[6] meta         hash {sequence, unique}
-- KEYS[7] idle         zset {waiter by when it last asked}
-- KEYS[8] state        hash {id = json}
-- KEYS[9] active       zset {id by end of its lease}
-- KEYS[10] completed   zset {id by the instant until which it is kept}
-- KEYS[11] dead        zset {id by the instant until which it is kept}
-- KEYS[12] unique      hash {key = instant until which it is kept or 0, space, id}
-- KEYS[13] uniqueOf    hash {id = key}
-- KEYS[14] uniqueUntil  zset {key by the instant until which it is kept}
-- KEYS[15] deadlines   zset {letter and id by the instant}
-- KEYS[16..] groups    as groups.lua has them
-- ARGV[1] id           of the job
-- ARGV[2] record       without the first part
-- ARGV[3] place        as add-jobs.lua has it
-- ARGV[4] key          of which there is one
-- ARGV[5] scope        while its job is waiting (or delayed), is unfinished, or for a time
-- ARGV[6] forMs        how long, for a time
-- ARGV[7] onConflict   keep, reject, replace or reschedule
-- ARGV[8..] limits     in time, as deadlines.lua has them
--
-- Returns {id of the job that has the key now, what was done: added, kept, rejected, replaced or rescheduled; full where its group
-- has no room, and nothing was done}
local keys = { waiting = KEYS[2], prioritized = KEYS[3], delayed = KEYS[4], removed = KEYS[5], meta = KEYS[6] }
keys.deadlines, keys.groups = KEYS[15], groupsAt(16, KEYS[6])
local jobs, unique, id, place, key, scope = KEYS[1], KEYS[12], ARGV[1], ARGV[3], ARGV[4], ARGV[5]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('HEXISTS', jobs, id) == 1 then
  return { id, 'added' } -- it was, and the answer was lost
end
for _, old in ipairs(redis.call('ZRANGE', KEYS[14], '-inf', now, 'BYSCORE', 'LIMIT', 0, 2)) do
  redis.call('ZREM', KEYS[14], old)
  redis.call('HDEL', unique, old)
end

local keptUntil, holder = string.match(redis.call('HGET', unique, key) or '', '^(%d+) (.*)$')
local isIn = function(place)
  return redis.call('ZSCORE', place, holder)
end
local isThere = holder and redis.call('HEXISTS', jobs, holder) == 1 and not isIn(KEYS[10]) and not isIn(KEYS[11])
local isRunning = isThere and isIn(KEYS[9])
local isTaken = isThere and (scope == 'unfinished' or not isRunning)
if scope == 'time' then
  isTaken = holder and tonumber(keptUntil) > now
end

local done, headBefore = 'added', redis.call('ZRANGE', keys.delayed, 0, 0)[1]
if isTaken then
  done = ARGV[7] == 'replace' and 'replaced' or 'rescheduled'
  local isDelayed = isThere and isIn(keys.delayed)
  if ARGV[7] == 'reject' then
    return { holder, 'rejected' }
  elseif ARGV[7] == 'keep' or not isThere or isRunning or (done == 'rescheduled' and not isDelayed) then
    return { holder, 'kept' }
  end
  id = holder
end
local member = isTaken and redis.call('HGET', keys.groups.groupOf, id)
local waitsIn, group = member and redis.call('ZSCORE', keys.groups.grouped, member) and groupIn(member), groupOfPlace(place)
if group and group ~= waitsIn and roomIn(keys.groups, group) < 1 then
  return { id, 'full' }
end
if isTaken then
  if redis.call('ZREM', keys.delayed, id) + redis.call('ZREM', keys.prioritized, id) == 0 and not member then
    redis.call('SADD', keys.removed, id)
  end
  if member then
    depart(keys.groups, { id })
  end
end
local isReady = put(keys, now, id, place)
redis.call('ZREM', keys.deadlines, 's' .. id, 'e' .. id)
for i = 8, #ARGV do
  limit(keys, now, id, ARGV[i])
end
if done ~= 'rescheduled' then
  redis.call('HDEL', KEYS[8], id)
  redis.call('HSET', jobs, id, string.format('%013.0f', now) .. ARGV[2])
end
if scope == 'time' then
  local till = string.format('%.0f', done == 'added' and now + ARGV[6] or keptUntil)
  redis.call('HSET', unique, key, till .. ' ' .. id)
  redis.call('ZADD', KEYS[14], till, key)
else
  redis.call('HSET', unique, key, '0 ' .. id)
  redis.call('HSET', KEYS[13], id, key)
  redis.call('HSET', keys.meta, 'unique', 1)
end
if isReady or #ARGV > 7 or redis.call('ZRANGE', keys.delayed, 0, 0)[1] ~= headBefore then
  wake(KEYS[7])
end
return { id, done }
