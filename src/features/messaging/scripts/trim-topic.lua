-- Trims a topic: what is too much or too old, and not needed by any of its groups.

-- The two numbers of an id '<epoch ms>-<sequence>'.
local function place(id)
  local at, sequence = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(at), tonumber(sequence)
end

-- limits: {sequence of the newest message, maxLength, oldest instant}. Whole nodes of the stream only, which is cheap.
local function trimTopic(stream, floors, limits)
  local floor, floorAt, floorSequence
  for _, id in ipairs(redis.call('HVALS', floors)) do
    local idAt, idSequence = place(id)
    if not floor or idSequence < floorSequence then
      floor, floorAt, floorSequence = id, idAt, idSequence
    end
  end
  if floor and floorSequence <= limits.sequence - limits.maxLength then
    redis.call('XTRIM', stream, 'MINID', '~', floor)
  else
    redis.call('XTRIM', stream, 'MAXLEN', '~', limits.maxLength)
  end
  local oldest = limits.oldest
  if oldest > 0 then
    redis.call('XTRIM', stream, 'MINID', '~', floor and floorAt <= oldest and floor or string.format('%.0f', oldest))
  end
end
