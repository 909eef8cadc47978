-- Removes jobs, wherever they are. The lease of one that runs is void then.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] state        hash {id = json}
-- KEYS[3] waiting      list of ids
-- KEYS[4] removed      set of ids in the waiting list whose jobs were removed
-- KEYS[5] tokens       hash {id = token of its lease}
-- KEYS[6] unique       hash {key = instant until which it is kept or 0, space, id}
-- KEYS[7] uniqueOf     hash {id = key}
-- KEYS[8] deadlines    zset {letter and id by the instant}
-- KEYS[9] meta         hash {turn}
-- KEYS[10] idle        zset {waiter by when it last asked}
-- KEYS[11..] more      the keys of groups, as groups.lua has them; then zsets {id by something}: all others in which a job can be
-- ARGV[1..] ids        of the jobs
--
-- Returns {how many there were, how many are to be told to parents}
local groups = groupsAt(11, KEYS[9])
local grouped = redis.call('HMGET', groups.groupOf, unpack(ARGV))
local keys = { jobs = KEYS[1], state = KEYS[2], unique = KEYS[6], uniqueOf = KEYS[7], deadlines = KEYS[8], groups = groups }
release(keys, ARGV)
orphan(keys, ARGV)
unlink(keys, ARGV)
local count = 0
for at, id in ipairs(ARGV) do
  if redis.call('HDEL', KEYS[1], id) == 1 then
    count = count + 1
    redis.call('HDEL', KEYS[2], id)
    redis.call('HDEL', KEYS[5], id)
    local inSets = 0
    for i = 21, #KEYS do
      inSets = inSets + redis.call('ZREM', KEYS[i], id)
    end
    -- To search the list would take as long as the list is; its entry is skipped when its turn comes. Only an id that has
    -- two entries by now, removed, added later and removed again, is worth a search.
    if inSets == 0 and not grouped[at] and redis.call('SADD', KEYS[4], id) == 0 then
      redis.call('LREM', KEYS[3], -1, id)
    end
  end
end
if groups.isReady then
  wake(KEYS[10])
end
return { count, groups.reports or 0 }
