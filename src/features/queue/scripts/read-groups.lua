-- Reads groups that have jobs that wait or run, in the order of their names.
--
-- KEYS[1] meta         hash {turn}
-- KEYS[2..] groups     as groups.lua has them
-- ARGV[1] which        'one' for the group itself, 'after' for those that come after it
-- ARGV[2] group        empty to begin
-- ARGV[3] limit        most groups to answer
--
-- Returns {group, jobs that wait, that hold a place, 1 if it is paused, its own limits as json or '', ...}
local groups, answer = groupsAt(2, KEYS[1]), {}

local function tellOf(group)
  local from, to = rangeOf(group)
  local own = redis.call('HMGET', groups.limits, '=' .. group, '!' .. group)
  local waiting, busy = redis.call('ZLEXCOUNT', groups.grouped, from, to), redis.call('ZLEXCOUNT', groups.busy, from, to)
  for _, value in ipairs({ group, waiting, busy, own[2] and 1 or 0, own[1] or '' }) do
    answer[#answer + 1] = value
  end
end

-- By bytes, as sorted sets have it; comparing texts goes by the locale.
local function isBefore(a, b)
  for i = 1, math.min(#a, #b) do
    if string.byte(a, i) ~= string.byte(b, i) then
      return string.byte(a, i) < string.byte(b, i)
    end
  end
  return #a < #b
end

if ARGV[1] == 'one' then
  tellOf(ARGV[2])
  return answer
end
local after = ARGV[2]
for _ = 1, tonumber(ARGV[3]) do
  local first
  for _, key in ipairs({ groups.grouped, groups.busy }) do
    local range = { key, after == '' and '-' or '(' .. after .. '\v', '+', 'BYLEX', 'LIMIT', 0, 1 }
    local member = redis.call('ZRANGE', unpack(range))[1]
    local group = member and groupIn(member)
    first = group and (not first or isBefore(group, first)) and group or first
  end
  if not first then
    break
  end
  tellOf(first)
  after = first
end
return answer
