-- Keeps the backlog of a group within its limit: how many jobs may wait in it. Only who adds is refused; what comes back to its
-- group, or was promised before, is let in.
--
-- groupOfPlace(place): the group in which a job with this place would wait at once; nothing for all others.
local function groupOfPlace(place)
  return string.match(place or '', '^g[^ ]* (.*)$')
end

-- roomIn(groups, group): how many more jobs may wait in it.
local function roomIn(groups, group)
  local most = limitsOfGroup(groups, group).maxWaiting
  return most and most - redis.call('ZLEXCOUNT', groups.grouped, rangeOf(group)) or math.huge
end

-- fit(groups, room, needs): takes so many places of each group, of all or, where one has too few, of none; whether it did. What is
-- left of those that were looked at is in `room`.
local function fit(groups, room, needs)
  for group, count in pairs(needs) do
    room[group] = room[group] or roomIn(groups, group)
    if room[group] < count then
      return false
    end
  end
  for group, count in pairs(needs) do
    room[group] = room[group] - count
  end
  return true
end

-- refusals(groups, spans, jobAt): the numbers of jobs that are refused, as keys, and as a list. A span has the first and the last of
-- jobs that come together, and are refused together. `jobAt` answers the id of the job with a number, and the group in which it
-- would wait, if any.
local function refusals(groups, spans, jobAt)
  local refused, list, room, taken = {}, {}, {}, {}
  for _, span in ipairs(spans) do
    local needs, new = {}, {}
    for at = span[1], span[2] do
      local id, group = jobAt(at)
      if group and not (taken[id] or new[id]) then
        needs[group] = (needs[group] or 0) + 1
      end
      new[id] = true
    end
    if fit(groups, room, needs) then
      for id in pairs(new) do
        taken[id] = true
      end
    else
      for at = span[1], span[2] do
        refused[at] = true
        list[#list + 1] = at
      end
    end
  end
  return refused, list
end
