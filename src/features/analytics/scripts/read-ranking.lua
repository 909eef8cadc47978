-- Reads a ranking. Of a day that is over for good it is packed first, into a fraction of the memory.
--
-- KEYS[1] ranking    zset {value by how often}
-- KEYS[2] packed     string: JSON as it is returned
-- KEYS[3] losses     hash
-- ARGV[1] dimension  what is ranked
-- ARGV[2] keep       how many values stay when it is packed; 0 while the day may still change
--
-- Returns {JSON [value, count, ...] with the most frequent last, what was too rare to be told apart or nothing}
local ranking, packed, losses, field = KEYS[1], KEYS[2], KEYS[3], 'o:' .. ARGV[1]
local keep = tonumber(ARGV[2])
local function json(flat) return #flat == 0 and '[]' or cjson.encode(flat) end
if keep == 0 then
  return { json(redis.call('ZRANGE', ranking, 0, -1, 'WITHSCORES')), redis.call('HGET', losses, field) }
end
local size, before = redis.call('ZCARD', ranking), redis.call('GET', packed)
if size == 0 then
  return { before or '[]', redis.call('HGET', losses, field) }
end
if before then
  -- Somebody's clock was behind: what came after it was packed is added to it.
  local flat = cjson.decode(before)
  for i = 1, #flat, 2 do redis.call('ZINCRBY', ranking, flat[i + 1], flat[i]) end
  size = redis.call('ZCARD', ranking)
end
local rare = 0
if size > keep then
  local flat = redis.call('ZRANGE', ranking, 0, size - keep - 1, 'WITHSCORES')
  for i = 2, #flat, 2 do rare = rare + math.max(0, flat[i]) end
  redis.call('HINCRBY', losses, field, string.format('%.0f', rare))
end
local text = json(redis.call('ZRANGE', ranking, math.max(0, size - keep), -1, 'WITHSCORES'))
local ttl = redis.call('PTTL', ranking)
if ttl > 0 then redis.call('SET', packed, text, 'PX', ttl) end
redis.call('DEL', ranking)
return { text, redis.call('HGET', losses, field) }
