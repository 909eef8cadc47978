-- Lets jobs wait in their groups.
--
-- rank(groups, id, group, priority, isFirst): gives a job its place behind those of its priority in its group, or before all of
-- them; answers its member of `grouped`, in which it is again if it was.
local function rank(groups, id, group, priority, isFirst)
  local sequence = (isFirst and -1 or 1) * redis.call('HINCRBY', groups.meta, isFirst and 'handedBack' or 'sequence', 1)
  -- Digits enough for all ranks, and none below 0: they are compared as text.
  local member = string.format('%s\n%016.0f\n%s', group, 2 ^ 52 + sequence - priority * 2 ^ 40, id)
  local before = redis.call('HGET', groups.groupOf, id)
  redis.call('HSET', groups.groupOf, id, member)
  if before and redis.call('ZREM', groups.grouped, before) == 1 then
    redis.call('ZADD', groups.grouped, 0, member)
  end
  return member
end

-- enter(groups, id, group, priority, isFirst): lets a job wait in its group and leave the place that it may have had; whether
-- it can be run now. One that has waited there before has its rank again; else it is behind those of its priority, or before.
local function enter(groups, id, group, priority, isFirst)
  local member = redis.call('HGET', groups.groupOf, id)
  if member then
    redis.call('ZREM', groups.busy, group .. '\n' .. id)
  else
    member = rank(groups, id, group, priority, isFirst)
  end
  redis.call('ZADD', groups.grouped, 0, member)
  return admit(groups, group)
end

-- retreat(groups, id): lets a job that comes again later leave its place to others of its group, unless that is strict; whether
-- one of these can be run now.
local function retreat(groups, id)
  local member = redis.call('HGET', groups.groupOf, id)
  local group = member and groupIn(member)
  if not group or limitsOfGroup(groups, group).isStrict then
    return false
  end
  redis.call('ZREM', groups.busy, group .. '\n' .. id)
  return admit(groups, group)
end
