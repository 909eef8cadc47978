-- Adds a job that waits for others, and puts what is to be added for that into the outbox: all of it or, where the job is
-- there already, nothing. So a flow is never there in part, whoever dies when.
--
-- KEYS[1] jobs       hash {id = record}
-- KEYS[2] delayed    zset {id by due instant}
-- KEYS[3] meta       hash {linked}
-- KEYS[4] deadlines  zset {letter and id by the instant}
-- KEYS[5] flows      hash {id = json: how many children there are, are left, have failed}
-- KEYS[6] outcomes   hash {id, line break, number of a child = json: which it is, how it ended}
-- KEYS[7] outbox     list of what is to be told to other queues, as json
-- KEYS[8] parents    zset {id by when its children are to be looked after}
-- ARGV[1] id         of the job
-- ARGV[2] record     without the first part
-- ARGV[3] batch      1 for a job that is not run, and completed with its children
-- ARGV[4] checkMs    until its children are looked after
-- ARGV[5] count      of its children
-- ARGV[6..] rows     for each child which it is, as json; then for each what is to be told of it to its queue; then for each time
--                    limit 'limit' and the limit, and for each callback of a batch its name and what is to be told
--
-- Returns 1, or 0 if the job is there already
local keys = { jobs = KEYS[1], meta = KEYS[3], deadlines = KEYS[4] }
local id, count = ARGV[1], tonumber(ARGV[5])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if redis.call('HSETNX', keys.jobs, id, string.format('%013.0f', now) .. ARGV[2]) == 0 then
  return 0
end
redis.call('ZADD', KEYS[2], 'inf', id)
local flow = { count = count, left = count, failed = 0, batch = ARGV[3] == '1' and 1 or nil }
redis.call('HSET', KEYS[5], id, cjson.encode(flow))
local children = {}
for i = 1, count do
  children[2 * i - 1], children[2 * i] = id .. '\n' .. (i - 1), ARGV[5 + i]
end
redis.call('HSET', KEYS[6], unpack(children))
redis.call('RPUSH', KEYS[7], unpack(ARGV, 6 + count, 5 + 2 * count))
redis.call('ZADD', KEYS[8], now + ARGV[4], id)
for i = 6 + 2 * count, #ARGV, 2 do
  if ARGV[i] == 'limit' then
    limit(keys, now, id, ARGV[i + 1])
  else
    redis.call('HSET', KEYS[6], id .. '\n' .. ARGV[i], ARGV[i + 1])
  end
end
return 1
