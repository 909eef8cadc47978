-- Runs several commands, all or none. Redis does not roll back, so the first pass finds out, without writing,
-- whether any command would fail: another kind of value at its key, or a counter that is no number or overflows.
--
-- KEYS[1..] keys       any kind
-- ARGV[1..] commands   for each: index of its key, kind of value ('any' if it does not matter), 1 if it makes the
--                      key where there is none, number of arguments, command name, arguments after the key
--
-- Returns {'done', reply, ...}, or {'wrong_type' | 'not_a_number' | 'out_of_range', index of the command from 0}
local MAX = 9007199254740991
local kinds, counters, replaced = {}, {}, {}

-- The counter as the commands before this one will have left it; nil if it is no whole number.
local function counter(key, field)
  local known = counters[key] and counters[key][field]
  if not known then
    if kinds[key] == 'none' or replaced[key] then
      return 0
    end
    known = field == '' and redis.call('GET', key) or redis.call('HGET', key, field) or '0'
  end
  return string.match(known, '^%-?%d+$') and tonumber(known)
end

local function remember(key, field, value)
  counters[key] = counters[key] or {}
  counters[key][field] = value
end

local function forget(key, kind)
  kinds[key], counters[key], replaced[key] = kind, {}, true
end

local at, index = 1, 0
while ARGV[at] do
  local key, kind, creates, count, name = KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3]), ARGV[at + 4]
  local first, second, last = ARGV[at + 5], ARGV[at + 6], ARGV[at + 4 + count]
  kinds[key] = kinds[key] or redis.call('TYPE', key).ok
  if name == 'DEL' then
    forget(key, 'none')
  elseif name == 'SET' then
    if kinds[key] == 'none' or last ~= 'NX' then
      forget(key, 'string')
      remember(key, '', first)
    end
  elseif kind ~= 'any' then
    if kinds[key] ~= 'none' and kinds[key] ~= kind then
      return { 'wrong_type', index }
    end
    if name == 'INCRBY' or name == 'HINCRBY' then
      local field, by = name == 'INCRBY' and '' or first, tonumber(name == 'INCRBY' and first or second)
      local before = counter(key, field)
      if not before then
        return { 'not_a_number', index }
      elseif math.abs(before + by) > MAX or math.abs(before) > MAX then
        return { 'out_of_range', index }
      end
      remember(key, field, string.format('%.0f', before + by))
    elseif name == 'HSET' then
      for i = at + 5, at + 4 + count, 2 do
        remember(key, ARGV[i], ARGV[i + 1])
      end
    elseif name == 'HDEL' then
      for i = at + 5, at + 4 + count do
        remember(key, ARGV[i], '0')
      end
    end
    if creates == '1' and kinds[key] == 'none' then
      kinds[key] = kind
    end
  end
  at, index = at + 5 + count, index + 1
end

local replies = { 'done' }
at = 1
while ARGV[at] do
  local count, name = tonumber(ARGV[at + 3]), ARGV[at + 4]
  local reply = redis.call(name, KEYS[tonumber(ARGV[at])], unpack(ARGV, at + 5, at + 4 + count))
  -- As text, since clients round integers of 16 digits while they read them.
  local isCount = name == 'INCRBY' or name == 'HINCRBY'
  replies[#replies + 1] = isCount and string.format('%.0f', reply) or reply
  at = at + 5 + count
end
return replies
