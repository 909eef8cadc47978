-- Adds to a counter, or to a counter in a hash, within the range in which JSON numbers are exact.
--
-- KEYS[1] counter  string holding an integer, or hash of such
-- ARGV[1] field    field of the hash; empty for a string
-- ARGV[2] by       integer to add
-- ARGV[3] ttlMs    time to live of a counter that this creates, so that hits do not prolong it; 0 for none
--
-- Returns {value as text}, since clients round integers of 16 digits while they read them; or {'not_a_number'} or {'out_of_range'} with nothing changed
local key, field, by, ttlMs = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local existed = redis.call('EXISTS', key) == 1

local value
if field == '' then
  value = redis.pcall('INCRBY', key, by)
else
  value = redis.pcall('HINCRBY', key, field, by)
end
if type(value) == 'table' then
  if string.find(value.err, 'overflow', 1, true) then
    return { 'out_of_range' }
  elseif string.find(value.err, 'integer', 1, true) then
    return { 'not_a_number' }
  end
  return value
end

if value > 9007199254740991 or value < -9007199254740991 then
  -- What was added is at most 2^53, so taking it back cannot overflow.
  if field == '' then
    redis.call('DECRBY', key, by)
  else
    redis.call('HINCRBY', key, field, string.sub(by, 1, 1) == '-' and string.sub(by, 2) or '-' .. by)
  end
  return { 'out_of_range' }
end
if ttlMs > 0 and not existed then
  redis.call('PEXPIRE', key, ttlMs)
end
return { string.format('%.0f', value) }
