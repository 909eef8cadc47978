-- Appends messages to a topic, all or none; what was published before with the same idempotency key is found instead.
--
-- KEYS[1] stream        stream of messages with ids '<epoch ms>-<sequence>'
-- KEYS[2] meta          hash {createdAt, last = id of the last message, and what was set for this topic by name}
-- KEYS[3] floors        hash {group = id of the oldest message that it may still need}
-- KEYS[4..] once        string, id of the message that was published with this idempotency key
-- ARGV[1] maxLength     how many of the newest messages are kept; as all of these, where the topic was not told
-- ARGV[2] maxAgeMs      how long messages are kept
-- ARGV[3] maxUnread     how many are kept at most because groups are behind
-- ARGV[4] whenFull      'refuse' or 'drop'
-- ARGV[5] onceMs        how long idempotency keys are remembered
-- ARGV[6] news          channel on which the last id is told
-- ARGV[7..] rows        of each message: data, key, headers, and which of the `once` keys is its own, 0 for none
--
-- Returns {ids, 1 for each that is a duplicate and 0 else}; nothing at all when the topic is full
local stream, meta, floors = KEYS[1], KEYS[2], KEYS[3]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local known = redis.call('HMGET', meta, 'createdAt', 'last', 'maxLength', 'maxAgeMs', 'maxUnreadLength', 'whenFull', 'idempotencyMs')
local maxLength, maxAgeMs, whenFull = tonumber(known[3] or ARGV[1]), tonumber(known[4] or ARGV[2]), known[6] or ARGV[4]
local newest = not known[2] and redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
local lastAt, sequence = place(known[2] or (newest and newest[1]) or '0-0')
-- Also when the clock was set back, ids grow.
local at = math.max(now, lastAt)

local rows, fresh, found = (#ARGV - 6) / 4, 0, {}
for i = 4, #KEYS do
  local id = redis.call('GET', KEYS[i])
  -- A topic that was deleted since, and begins anew, has it no more.
  found[i - 3] = id and known[1] and place(id) >= tonumber(known[1]) and id
end
local claimed = {}
for i = 0, rows - 1 do
  local once = tonumber(ARGV[10 + 4 * i])
  if once == 0 or not (found[once] or claimed[once]) then
    fresh, claimed[once] = fresh + 1, true
  end
end
local maxUnread = math.max(maxLength, known[5] or ARGV[3])
local function trim()
  trimTopic(stream, floors, { sequence = sequence, maxLength = maxLength, oldest = now - maxAgeMs })
end
if redis.call('XLEN', stream) + fresh > maxUnread and fresh > 0 then
  trim()
  if whenFull == 'drop' then
    redis.call('XTRIM', stream, 'MAXLEN', math.max(0, maxUnread - fresh))
  -- Whole nodes only are trimmed, so that without a group in the way there may be a node more than is kept.
  elseif redis.call('XLEN', stream) + fresh > maxUnread and redis.call('HLEN', floors) > 0 then
    return {}
  end
end

local ids, duplicates, begun = {}, {}, sequence
for i = 0, rows - 1 do
  local data, key, headers, once = ARGV[7 + 4 * i], ARGV[8 + 4 * i], ARGV[9 + 4 * i], tonumber(ARGV[10 + 4 * i])
  local id = found[once]
  duplicates[i + 1] = id and 1 or 0
  if not id then
    sequence = sequence + 1
    id = string.format('%.0f-%.0f', at, sequence)
    local fields = { 'd', data }
    if key ~= '' then fields[3], fields[4] = 'k', key end
    if headers ~= '' then fields[#fields + 1], fields[#fields + 2] = 'h', headers end
    redis.call('XADD', stream, id, unpack(fields))
    if once > 0 then
      found[once] = id
      redis.call('SET', KEYS[3 + once], id, 'PX', known[7] or ARGV[5])
    end
  end
  ids[i + 1] = id
end
if fresh > 0 then
  local last = string.format('%.0f-%.0f', at, sequence)
  redis.call('HSET', meta, 'last', last, 'createdAt', known[1] or string.format('%.0f', now))
  if math.floor(begun / 64) < math.floor(sequence / 64) then trim() end
  redis.call('PUBLISH', ARGV[6], last)
end
return { ids, duplicates }
