-- Gives a delayed job another due instant, and wakes one who then watches the clock anew.
--
-- KEYS[1] jobs       hash {id = record}
-- KEYS[2] delayed    zset {id by due instant}
-- KEYS[3] deadlines  zset {letter and id by the instant}
-- KEYS[4] idle       zset {waiter by when it last asked}
-- ARGV[1] id         of the job
-- ARGV[2] delayMs    from now; empty where there is an instant
-- ARGV[3] runAt      the instant, or empty
--
-- Returns 'delayed', 'other' where it is not delayed or waits for other jobs, '' where there is none
local id, record, time = ARGV[1], redis.call('HGET', KEYS[1], ARGV[1]), redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local before = redis.call('ZSCORE', KEYS[2], id)
if not record then
  return ''
elseif not before or before == 'inf' then
  return 'other'
end
local dueAt = tonumber(ARGV[3]) or now + ARGV[2]
redis.call('ZADD', KEYS[2], dueAt, id)
-- Time limits count from when it is due, which is now for one that was handed back.
local from = tonumber(before) > 0 and tonumber(before) or now
for _, member in ipairs({ 's' .. id, 'e' .. id }) do
  if redis.call('ZSCORE', KEYS[3], member) then
    redis.call('ZINCRBY', KEYS[3], dueAt - from, member)
  end
end
local created, rest = string.match(record, '^(%d+)[^\n]*(\n.*)$')
local options = optionsOf(record)
options.delayMs, options.runAt = nil, dueAt
redis.call('HSET', KEYS[1], id, created .. cjson.encode(options) .. rest)
wake(KEYS[4])
return 'delayed'
