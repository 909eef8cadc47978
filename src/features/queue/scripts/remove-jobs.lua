-- Removes jobs, wherever they are. The lease of one that runs is void then.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] state        hash {id = json}
-- KEYS[3] removed      set of ids that are in the waiting list and do not wait there
-- KEYS[4] tokens       hash {id = token of its lease}
-- KEYS[5] unique       hash {key = instant until which it is kept or 0, space, id}
-- KEYS[6] uniqueOf     hash {id = key}
-- KEYS[7] deadlines    zset {letter and id by the instant}
-- KEYS[8] meta         hash {turn}
-- KEYS[9] idle         zset {waiter by when it last asked}
-- KEYS[10..] more      the keys of groups, as groups.lua has them; then zsets {id by something}: all others in which a job can be
-- ARGV[1..] ids        of the jobs
--
-- Returns {how many there were, how many are to be told to parents}
local groups = groupsAt(10, KEYS[8])
local grouped = redis.call('HMGET', groups.groupOf, unpack(ARGV))
local keys = { jobs = KEYS[1], state = KEYS[2], unique = KEYS[5], uniqueOf = KEYS[6], deadlines = KEYS[7], groups = groups }
release(keys, ARGV)
orphan(keys, ARGV)
unlink(keys, ARGV)
local count = 0
for at, id in ipairs(ARGV) do
  if redis.call('HDEL', KEYS[1], id) == 1 then
    count = count + 1
    redis.call('HDEL', KEYS[2], id)
    redis.call('HDEL', KEYS[4], id)
    local inSets = 0
    for i = 20, #KEYS do
      inSets = inSets + redis.call('ZREM', KEYS[i], id)
    end
    -- To search the list would take as long as the list is: its entry stays, and is passed over, or taken again by its id.
    if inSets == 0 and not grouped[at] then
      redis.call('SADD', KEYS[3], id)
    end
  end
end
if groups.isReady then
  wake(KEYS[9])
end
return { count, groups.reports or 0 }
