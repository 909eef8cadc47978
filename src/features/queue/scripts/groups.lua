-- Groups of jobs that take turns. What waits of a group is in `grouped`, by rank; what has one of its places is in `busy`. In
-- the ring is each group of which a job may begin, by its turn: an instant in µs, or that at which its rate opens. Nothing is
-- counted: a place is taken as long as its job is in `busy`, whatever becomes of its worker.
--
-- groupsAt(at, meta): the keys of groups, of which the first is KEYS[at]: grouped, busy, ring, groupOf, groupLimits, groupTats;
-- and after them those of flows, as kin.lua has them.
local function groupsAt(at, meta)
  local groups = { grouped = KEYS[at], busy = KEYS[at + 1], ring = KEYS[at + 2], groupOf = KEYS[at + 3], meta = meta }
  groups.limits, groups.tats, groups.known = KEYS[at + 4], KEYS[at + 5], {}
  groups.flows, groups.outcomes, groups.outbox, groups.parents = KEYS[at + 6], KEYS[at + 7], KEYS[at + 8], KEYS[at + 9]
  return groups
end

-- clock(groups): the last turn, which is now or, where the clock has gone back, later.
local function clock(groups)
  if not groups.turn then
    local time = redis.call('TIME')
    groups.now = time[1] * 1000000 + time[2]
    groups.turn = math.max(groups.now, tonumber(redis.call('HGET', groups.meta, 'turn') or 0))
  end
  return groups.turn
end

-- groupIn(member): the group of which a member of grouped or busy is.
local function groupIn(member)
  return string.match(member, '^[^\n]*')
end

-- rangeOf(group): the range of its members; names have no control characters.
local function rangeOf(group)
  return '[' .. group .. '\n', '(' .. group .. '\v'
end

-- limitsOfGroup(groups, group): its limits, its own or those of all: concurrency, intervalUs and burst, isStrict, maxWaiting, weight
-- above 1, each if there is one; and whether it is paused.
local function limitsOfGroup(groups, group)
  if groups.isLimited == nil then
    groups.isLimited = redis.call('EXISTS', groups.limits) == 1
  end
  local known = groups.known[group]
  if not known then
    local all = groups.isLimited and redis.call('HMGET', groups.limits, '=' .. group, '*', '!' .. group) or {}
    local json = all[1] or all[2]
    known = json and cjson.decode(json) or {}
    known.isPaused = all[3]
    groups.known[group] = known
  end
  return known
end

-- opensAt(groups, group, limits): the instant in µs from which on its rate lets a job begin.
local function opensAt(groups, group, limits)
  if not limits.intervalUs then
    return 0
  end
  local tat = tonumber(redis.call('ZSCORE', groups.tats, group) or 0)
  return math.ceil(tat - (limits.burst - 1) * limits.intervalUs)
end

-- admit(groups, group): gives a group its place in the ring, or takes it away, as its jobs and limits say; whether a job of it
-- can be run now.
local function admit(groups, group)
  local limits, from, to = limitsOfGroup(groups, group), rangeOf(group)
  local isFull = limits.concurrency and redis.call('ZLEXCOUNT', groups.busy, from, to) >= limits.concurrency
  local isAny = #redis.call('ZRANGE', groups.grouped, from, to, 'BYLEX', 'LIMIT', 0, 1) > 0
  if limits.isPaused or isFull or not isAny then
    redis.call('ZREM', groups.ring, group)
    return false
  end
  local last, at = clock(groups), tonumber(redis.call('ZSCORE', groups.ring, group) or nil)
  if not at then
    groups.turn = last + 1
    at = math.max(groups.turn, opensAt(groups, group, limits))
    redis.call('ZADD', groups.ring, at, group)
    redis.call('HSET', groups.meta, 'turn', groups.turn)
  end
  return at <= groups.turn
end

-- depart(groups, ids): takes jobs out of their groups that have ended or are gone; whether a job of these can be run now.
local function depart(groups, ids)
  local touched, isReady = {}, false
  for i, member in ipairs(redis.call('HMGET', groups.groupOf, unpack(ids))) do
    if member then
      local group = groupIn(member)
      redis.call('HDEL', groups.groupOf, ids[i])
      if redis.call('ZREM', groups.busy, group .. '\n' .. ids[i]) == 0 then
        redis.call('ZREM', groups.grouped, member)
      end
      touched[#touched + 1] = group
    end
  end
  for i, group in ipairs(touched) do
    if group ~= touched[i - 1] then
      isReady = admit(groups, group) or isReady
    end
  end
  return isReady
end
