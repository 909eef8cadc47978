-- Adds a job that waits for others, with all below it that is in its shard, and puts what is to be added elsewhere into the
-- outbox: all of it or, where the job is there already, nothing. So a flow is never there in part, whoever dies when.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] waiting      list of ids, next one first
-- KEYS[3] prioritized  zset {id by rank}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[6] meta         hash {linked, sequence}
-- KEYS[7] idle         zset {waiter by when it last asked}
-- KEYS[8] deadlines    zset {letter and id by the instant}
-- KEYS[9..] groups     as groups.lua has them
-- ARGV[1] checkMs      until the children of who waits are looked after
-- ARGV[2..] rows       what there is, each after its owner, the job above it ('' for the first one), which is what comes first:
--                      'wait', owner, id, record without its first part, json of {count, left, failed, batch}, number of children, and
--                        for each which it is, as json;
--                      'job', owner, id, record, place as add-jobs.lua has it;
--                      'letter', owner, what is to be told to another queue; 'limit', id, a time limit as deadlines.lua has it;
--                      'callback', id of a batch, its name, what is to be told then
--
-- Returns {ids of those that wait and were there already}: nothing of them was added
local keys = { jobs = KEYS[1], waiting = KEYS[2], prioritized = KEYS[3], delayed = KEYS[4], removed = KEYS[5] }
keys.meta, keys.deadlines, keys.groups = KEYS[6], KEYS[8], groupsAt(9, KEYS[6])
local kin, time = keys.groups, redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local created = string.format('%013.0f', now)
local fresh, known, isNews, isLinked = { [''] = true }, {}, false, false

local function isNew(at)
  local owner, id = ARGV[at + 1], ARGV[at + 2]
  fresh[id] = redis.call('HSETNX', keys.jobs, id, created .. ARGV[at + 3]) == 1
  isLinked = isLinked or (fresh[id] and owner ~= '')
  return fresh[id]
end

local add = {}

function add.wait(at, isMine)
  local id, count = ARGV[at + 2], tonumber(ARGV[at + 5])
  if isMine and isNew(at) then
    local children = {}
    for i = 1, count do
      children[2 * i - 1], children[2 * i] = id .. '\n' .. (i - 1), ARGV[at + 5 + i]
    end
    redis.call('ZADD', keys.delayed, 'inf', id)
    redis.call('HSET', kin.flows, id, ARGV[at + 4])
    redis.call('HSET', kin.outcomes, unpack(children))
    redis.call('ZADD', kin.parents, now + ARGV[1], id)
  else
    known[#known + 1] = id
  end
  return 6 + count
end

function add.job(at, isMine)
  if isMine and isNew(at) then
    put(keys, now, ARGV[at + 2], ARGV[at + 4])
    isNews = true
  end
  return 5
end

function add.letter(at, isMine)
  if isMine then
    redis.call('RPUSH', kin.outbox, ARGV[at + 2])
  end
  return 3
end

function add.limit(at, isMine)
  if isMine then
    limit(keys, now, ARGV[at + 1], ARGV[at + 2])
    isNews = true
  end
  return 3
end

function add.callback(at, isMine)
  if isMine then
    redis.call('HSET', kin.outcomes, ARGV[at + 1] .. '\n' .. ARGV[at + 2], ARGV[at + 3])
  end
  return 4
end

local at = 2
while at <= #ARGV do
  at = at + add[ARGV[at]](at, fresh[ARGV[at + 1]])
end
if isLinked then
  redis.call('HSET', keys.meta, 'linked', 1)
end
if isNews then
  wake(KEYS[7])
end
return known
