-- Does what is due: delayed jobs become ready, jobs of silent workers go back or to the dead letters, and what was
-- kept long enough is removed. Whoever works on the queue calls it, so there is no leader that could be missing.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] active       zset {id by end of its lease}
-- KEYS[6] tokens       hash {id = token of its lease}
-- KEYS[7] state        hash {id = json}
-- KEYS[8] completed    zset {id by the instant until which it is kept}
-- KEYS[9] dead         zset {id by the instant until which it is kept}
-- KEYS[10] meta        hash {sequence, handedBack, totals, watched}
-- KEYS[11] schedules   hash {id = times as json, line break, the rest as json}
-- KEYS[12] plans       hash {id = json}
-- KEYS[13] ticks       zset {id by next slot}
-- KEYS[14] unique      hash {key = instant until which it is kept or 0, space, id}
-- KEYS[15] uniqueOf    hash {id = key}
-- KEYS[16] deadlines   zset {letter and id by the instant}
-- KEYS[17] removed     set of ids that are in the waiting list and do not wait there
-- KEYS[18..] groups    as groups.lua has them
-- ARGV[1] limit        most jobs of each kind in one call
-- ARGV[2] maxLost      lost leases after which a job is dead
-- ARGV[3] keepDead     json {ms, count}, how long and how many dead letters are kept
--
-- Returns {how many became ready, lost their lease, were removed, now, {schedule whose slot has come: id, schedule, plan, ...},
-- 1 if a time limit is over, {what is to be told}, {jobs whose children are to be looked after}}; as many as the limit when there may be more
local keys = { jobs = KEYS[1], state = KEYS[7], dead = KEYS[9], meta = KEYS[10] }
keys.unique, keys.uniqueOf, keys.deadlines, keys.groups = KEYS[14], KEYS[15], KEYS[16], groupsAt(18, KEYS[10])
local waiting, delayed, active, jobs, state, meta = KEYS[2], KEYS[4], KEYS[5], keys.jobs, keys.state, keys.meta
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local limit = tonumber(ARGV[1])
local LEASE_LOST = '{"name":"LeaseLostError","message":"The worker fell silent and its lease ended"}'

-- Back at the head: they have waited before, and so have those that are handed back.
local function ready(id, push)
  local own = optionsOf(redis.call('HGET', jobs, id))
  local priority = own.priority or 0
  if own.group then
    enter(keys.groups, id, own.group, priority)
  elseif priority ~= 0 then
    local place = push == 'LPUSH' and -1 or 1
    local sequence = place * redis.call('HINCRBY', meta, place == 1 and 'sequence' or 'handedBack', 1)
    redis.call('ZADD', KEYS[3], sequence - priority * 2 ^ 40, id)
  elseif redis.call('SREM', KEYS[17], id) == 0 then -- else it has a place in the list
    redis.call(push, waiting, id)
  end
end

local lost = redis.call('ZRANGE', active, '-inf', now, 'BYSCORE', 'LIMIT', 0, limit)
local events = {}
for _, id in ipairs(lost) do
  local known = redis.call('HGET', state, id)
  local facts = known and cjson.decode(known) or {}
  facts.lost = (facts.lost or 0) + 1
  noteError(facts, now, LEASE_LOST)
  redis.call('ZREM', active, id)
  redis.call('HDEL', KEYS[6], id)
  if facts.lost >= tonumber(ARGV[2]) then
    local own = optionsOf(redis.call('HGET', jobs, id))
    finish(keys, now, id, facts, own, 'dead', { dead = cjson.decode(ARGV[3]) })
    events[#events + 1] = { event = 'dead', id = id, json = LEASE_LOST }
  else
    redis.call('HSET', state, id, cjson.encode(facts))
    ready(id, 'LPUSH')
  end
end
if #lost > 0 then
  redis.call('HINCRBY', meta, 'lost', #lost)
  tell(redis.call('HGET', meta, 'watched'), now, events)
end

local due = redis.call('ZRANGE', delayed, '-inf', now, 'BYSCORE', 'LIMIT', 0, limit, 'WITHSCORES')
for i = 1, #due, 2 do
  local id = due[i]
  redis.call('ZREM', delayed, id)
  ready(id, due[i + 1] == '0' and 'LPUSH' or 'RPUSH')
end

local gone = 0
for _, kept in ipairs({ KEYS[8], KEYS[9] }) do
  local old = redis.call('ZRANGE', kept, '-inf', now, 'BYSCORE', 'LIMIT', 0, limit)
  if #old > 0 then
    redis.call('ZREM', kept, unpack(old))
    discard(keys, old)
    gone = gone + #old
  end
end
local come = {}
for i, id in ipairs(redis.call('ZRANGE', KEYS[13], '-inf', now, 'BYSCORE', 'LIMIT', 0, 20)) do
  come[3 * i - 2] = id
  come[3 * i - 1] = redis.call('HGET', KEYS[11], id)
  come[3 * i] = redis.call('HGET', KEYS[12], id)
end
local over = redis.call('ZRANGE', keys.deadlines, '-inf', now, 'BYSCORE', 'LIMIT', 0, 1)
local letters = redis.call('LRANGE', keys.groups.outbox, 0, 19)
local parents = #letters == 0 and parentsToLookAfter(keys, now) or {}
return { #due / 2, #lost, gone, now, come, #over, letters, parents }
