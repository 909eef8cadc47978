-- Follows people through funnels.
--
-- follow(funnels, now, room, count): takes {{window, blocks {32 days: place}, people {{place of a bucket, id, at, day, step, ...},
-- ...}}, ...}; tells `count` the place and field of each step that somebody came to who began on a day, once for each day; answers
-- how many people found no room. Of a person is kept for each step when the latest beginning was that led to it, and on which day.
local function follow(funnels, now, room, count)
  local function full(bucket, window)
    if redis.call('HLEN', bucket) < room then return false end
    local all = redis.call('HGETALL', bucket)
    for i = 1, #all, 2 do
      if struct.unpack('>I6', all[i + 1]) < now - window then redis.call('HDEL', bucket, all[i]) end
    end
    return redis.call('HLEN', bucket) >= room
  end
  local astray = 0
  for _, funnel in ipairs(funnels) do
    for _, person in ipairs(funnel.people) do
      local bucket, id, began, days = KEYS[3 + person[1]], person[2], {}, {}
      local record = redis.call('HGET', bucket, id) or ''
      for step = 1, #record / 8 do began[step], days[step] = struct.unpack('>I6H', record, step * 8 - 7) end
      local last = #person
      if record == '' and full(bucket, funnel.window) then
        astray, last = astray + 1, 0
      end
      for i = 3, last, 3 do
        local at, day, step = person[i], person[i + 1], person[i + 2]
        local from, on = at, day
        if step > 1 then from, on = began[step - 1], days[step - 1] end
        if from and from <= at and at - from <= funnel.window and from > (began[step] or -1) then
          if on ~= days[step] then
            count(funnel.blocks[string.format('%d', math.floor(on / 32))] or 0, string.format('%d:%d', on % 32, step), 1)
          end
          began[step], days[step] = from, on
        end
      end
      local packed = ''
      for step = 1, #began do packed = packed .. struct.pack('>I6H', began[step], days[step]) end
      if packed ~= record then
        redis.call('HSET', bucket, id, packed)
        redis.call('PEXPIRE', bucket, funnel.window)
      end
    end
  end
  return astray
end
