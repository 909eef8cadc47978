-- Sets and removes fields of an item that is there, unless it would grow past its limits.
--
-- KEYS[1] item       hash {'' = place, field = json}
-- ARGV[1] maxBytes   most bytes that names and values may have together
-- ARGV[2] maxFields  most fields
-- ARGV[3] removed    how many of the names that follow are to be removed
-- ARGV[4..] changes  names to remove, then field, json, field, json, ...
--
-- Returns {ttlMs, name, value, ...} as the item is then, with ttlMs -1 for none, {} where there is no item, or
-- {'too_large'} with nothing changed
local item, removed = KEYS[1], tonumber(ARGV[3])
local flat = redis.call('HGETALL', item)
if #flat == 0 then
  return {}
end

local after = {}
for i = 1, #flat, 2 do
  after[flat[i]] = flat[i + 1]
end
for i = 4, 3 + removed do
  after[ARGV[i]] = nil
end
for i = 4 + removed, #ARGV, 2 do
  after[ARGV[i]] = ARGV[i + 1]
end
local bytes, fields = 0, 0
for name, json in pairs(after) do
  if name ~= '' then
    bytes, fields = bytes + #name + #json, fields + 1
  end
end
if bytes > tonumber(ARGV[1]) or fields > tonumber(ARGV[2]) then
  return { 'too_large' }
end

if removed > 0 then
  redis.call('HDEL', item, unpack(ARGV, 4, 3 + removed))
end
if #ARGV > 3 + removed then
  redis.call('HSET', item, unpack(ARGV, 4 + removed)) -- keeps the TTL that it has
end
local reply = redis.call('HGETALL', item)
table.insert(reply, 1, redis.call('PTTL', item))
return reply
