-- Appends messages to a topic, all or none; what was published before with the same idempotency key is found instead.
--
-- KEYS[1] stream        stream of messages with ids '<epoch ms>-<sequence>'
-- KEYS[2] meta          hash {createdAt, last = id of the last message}
-- KEYS[3] floors        hash {group = id of the oldest message that it may still need}
-- KEYS[4..] once        string, id of the message that was published with this idempotency key
-- ARGV[1] maxLength     how many of the newest messages are kept
-- ARGV[2] maxAgeMs      how long messages are kept
-- ARGV[3] maxUnread     how many are kept at most because groups are behind
-- ARGV[4] whenFull      'refuse' or 'drop'
-- ARGV[5] onceMs        how long idempotency keys are remembered
-- ARGV[6] news          channel on which the last id is told
-- ARGV[7..] rows        of each message: data, key, headers, and which of the `once` keys is its own, 0 for none
--
-- Returns {ids, 1 for each that is a duplicate and 0 else}; nothing at all when the topic is full
local stream, meta, maxLength = KEYS[1], KEYS[2], tonumber(ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function place(id)
  local at, sequence = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(at), tonumber(sequence)
end

local known = redis.call('HMGET', meta, 'createdAt', 'last')
local newest = not known[2] and redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
local lastAt, sequence = place(known[2] or (newest and newest[1]) or '0-0')
-- Also when the clock was set back, ids grow.
local at = math.max(now, lastAt)

-- What is not needed by any group, and too old or too much; whole nodes of the stream only, which is cheap.
local function trim()
  local floor, floorAt, floorSequence
  for _, id in ipairs(redis.call('HVALS', KEYS[3])) do
    local idAt, idSequence = place(id)
    if not floor or idSequence < floorSequence then
      floor, floorAt, floorSequence = id, idAt, idSequence
    end
  end
  if floor and floorSequence <= sequence - maxLength then
    redis.call('XTRIM', stream, 'MINID', '~', floor)
  else
    redis.call('XTRIM', stream, 'MAXLEN', '~', maxLength)
  end
  local oldest = now - ARGV[2]
  if oldest > 0 then
    redis.call('XTRIM', stream, 'MINID', '~', floor and floorAt <= oldest and floor or string.format('%.0f', oldest))
  end
end

local rows, fresh, found = (#ARGV - 6) / 4, 0, {}
for i = 4, #KEYS do
  found[i - 3] = redis.call('GET', KEYS[i])
end
local claimed = {}
for i = 0, rows - 1 do
  local once = tonumber(ARGV[10 + 4 * i])
  if once == 0 or not (found[once] or claimed[once]) then
    fresh, claimed[once] = fresh + 1, true
  end
end
local maxUnread = math.max(maxLength, ARGV[3])
if redis.call('XLEN', stream) + fresh > maxUnread and fresh > 0 then
  trim()
  if ARGV[4] == 'drop' then
    redis.call('XTRIM', stream, 'MAXLEN', math.max(0, maxUnread - fresh))
  -- Whole nodes only are trimmed, so that without a group in the way there may be a node more than is kept.
  elseif redis.call('XLEN', stream) + fresh > maxUnread and redis.call('HLEN', KEYS[3]) > 0 then
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
      redis.call('SET', KEYS[3 + once], id, 'PX', ARGV[5])
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
