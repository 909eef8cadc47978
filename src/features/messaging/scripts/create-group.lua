-- Makes a consumer group, or changes the settings of one that is there.
--
-- KEYS[1] stream         stream of messages with ids '<epoch ms>-<sequence>'
-- KEYS[2] meta           hash {createdAt, last = id of the last message}
-- KEYS[3] floors         hash {group = id of the oldest message that it may still need}
-- KEYS[4] state          hash {cursor, leaseMs, maxDeliveries, totals}
-- ARGV[1] group          its name
-- ARGV[2] from           'end', an id after which it begins, or an instant; of no effect on one that is there
-- ARGV[3] leaseMs        how long a message is its consumer's; empty to leave as it is
-- ARGV[4] maxDeliveries  how often a message is delivered before it is dead; empty to leave as it is
-- ARGV[5] thenLeaseMs    the same for a new group that is not told
-- ARGV[6] thenMax        the same for a new group that is not told
-- ARGV[7] maxGroups      most groups of a topic
--
-- Returns 1 if it was made, 0 if it was there, -1 if the topic has too many
local isNew = redis.call('HEXISTS', KEYS[3], ARGV[1]) == 0
local function set(field, value, default)
  if value ~= '' or isNew then redis.call('HSET', KEYS[4], field, value ~= '' and value or default) end
end

if isNew then
  if redis.call('HLEN', KEYS[3]) >= tonumber(ARGV[7]) then
    return -1
  end
  local time = redis.call('TIME')
  redis.call('HSETNX', KEYS[2], 'createdAt', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
  local cursor = redis.call('HGET', KEYS[2], 'last') or '0-0'
  local first = ARGV[2] ~= 'end' and redis.call('XRANGE', KEYS[1], '(' .. ARGV[2], '+', 'COUNT', 1)[1]
  if first then
    -- Right before it, with the sequence before it, so that from here on every gap shows.
    local at, sequence = string.match(first[1], '^(%d+)-(%d+)$')
    cursor = string.format('%s-%.0f', at, sequence - 1)
  end
  redis.call('HSET', KEYS[4], 'cursor', cursor)
  redis.call('HSET', KEYS[3], ARGV[1], cursor)
end
set('leaseMs', ARGV[3], ARGV[5])
set('maxDeliveries', ARGV[4], ARGV[6])
return isNew and 1 or 0
