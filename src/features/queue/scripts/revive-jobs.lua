-- Makes jobs due now that are delayed, dead or completed.
--
-- KEYS[1] jobs       hash {id = record}
-- KEYS[2] state      hash {id = json}
-- KEYS[3] from       zset in which they are: delayed, dead or completed
-- KEYS[4] delayed    zset {id by due instant}
-- ARGV[1] afresh     1 to count attempts and lost leases from 0 again
-- ARGV[2..] ids      of the jobs
--
-- Returns how many were there
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local count = 0
for i = 2, #ARGV do
  local id = ARGV[i]
  if redis.call('ZREM', KEYS[3], id) == 1 then
    count = count + 1
    redis.call('ZADD', KEYS[4], now, id)
    local known = redis.call('HGET', KEYS[2], id)
    if known and ARGV[1] == '1' then
      local facts = cjson.decode(known)
      facts.failures, facts.lost, facts.finishedAt, facts.result, facts.stopped = nil, nil, nil, nil, nil
      redis.call('HSET', KEYS[2], id, cjson.encode(facts))
    end
  end
end
return count
