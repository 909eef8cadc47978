-- Notes who was seen, and keeps rankings within their bounds; done again it changes nothing.
--
-- KEYS[1] live      zset {visitor by when last seen}
-- KEYS[2..] noted   what the batch refers to by its place from here on
-- ARGV[1] liveMs    how long a visitor counts as live
-- ARGV[2] maxLive   most live visitors that are told apart
-- ARGV[3] batch     JSON: `seen` {{key of a HyperLogLog, id, ...}, ...}, `live` {at, visitor, ...}, `keep` {key of a ranking,
--                   how many values at least, key of the losses, field, ...}, `ends` {key, instant, ...}
--
-- Returns how many values were too rare to be told apart any longer
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local liveMs, maxLive, batch = tonumber(ARGV[1]), tonumber(ARGV[2]), cjson.decode(ARGV[3])
for _, ids in ipairs(batch.seen) do redis.call('PFADD', KEYS[1 + ids[1]], unpack(ids, 2)) end

if #batch.live > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - liveMs)
  local full = redis.call('ZCARD', KEYS[1]) + #batch.live / 2 > maxLive
  for i = 1, #batch.live, 2 do
    redis.call('ZADD', KEYS[1], full and 'XX' or 'GT', batch.live[i], batch.live[i + 1])
  end
  redis.call('PEXPIRE', KEYS[1], liveMs)
end

-- Only once a ranking is twice as long as it has to be: who comes back often has had the time to rise.
local removed = 0
for i = 1, #batch.keep, 4 do
  local key, keep = KEYS[1 + batch.keep[i]], batch.keep[i + 1]
  local size = redis.call('ZCARD', key)
  if size > 2 * keep then
    local rare, sum = redis.call('ZRANGE', key, 0, size - keep - 1, 'WITHSCORES'), 0
    for n = 2, #rare, 2 do sum = sum + rare[n] end
    redis.call('ZREMRANGEBYRANK', key, 0, size - keep - 1)
    redis.call('HINCRBY', KEYS[1 + batch.keep[i + 2]], batch.keep[i + 3], string.format('%.0f', sum))
    removed = removed + size - keep
  end
end
for i = 1, #batch.ends, 2 do redis.call('PEXPIREAT', KEYS[1 + batch.ends[i]], batch.ends[i + 1], 'NX') end
return removed
