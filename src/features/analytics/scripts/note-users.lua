-- Notes on which days users were active, and counts them by day, week and month; done again it changes nothing.
--
-- Kept of a user are the first day, the last one, and which of the 64 up to it there were: so it is known whether a day at
-- most 33 before the last one, its week and its month are new.
--
-- KEYS[1..] noted    what the batch refers to by its place: buckets of users, and days, weeks and months {how many days,
--                    weeks or months after their first one users were active in it: how many; `lost` if some are missing}
-- ARGV[1] room       most users of a bucket
-- ARGV[2] keepDays   after so many days without the user one may be forgotten for another
-- ARGV[3] batch      JSON: `users` {{place of the bucket, id, day, ...}, ...}, `places` {{day: place}, {week: place}, {month:
--                    place}}, `ends` {key, instant, ...}
--
-- Returns how many days of users could not be noted
local time = redis.call('TIME')
local room, keepDays, batch = tonumber(ARGV[1]), tonumber(ARGV[2]), cjson.decode(ARGV[3])
local today = math.floor(time[1] / 86400)
local LATEST, FURTHEST = 33, { 90, 104, 60 }
local units = {
  function(day) return day end,
  function(day) return math.floor((day + 3) / 7) end,
  monthOf,
}

local function add(unit, at, field, by)
  local place = batch.places[unit][string.format('%d', at)]
  if place then redis.call('HINCRBY', KEYS[place], field, by) end
end

local function count(unit, at, first, by) add(unit, at, math.min(at - first, FURTHEST[unit]), by) end

local function has(near, far, back) return bit.band(bit.rshift(back < 32 and near or far, back % 32), 1) == 1 end

local function full(bucket)
  if redis.call('HLEN', bucket) < room then return false end
  local all = redis.call('HGETALL', bucket)
  for i = 1, #all, 2 do
    local _, last = struct.unpack('>HH', all[i + 1])
    if last < today - keepDays then redis.call('HDEL', bucket, all[i]) end
  end
  return redis.call('HLEN', bucket) >= room
end

-- A day before the first one: whatever came after it is so much further from the first one.
local function move(days, from, to)
  for unit, of in ipairs(units) do
    local moved = {}
    for day in pairs(days) do
      local at = of(day)
      if of(from) ~= of(to) and not moved[at] then
        moved[at] = true
        count(unit, at, of(from), -1)
        count(unit, at, of(to), 1)
      end
    end
  end
end

local function note(bucket, id, day)
  local record, days = redis.call('HGET', bucket, id), {}
  local first, last, near, far = day, day, 0, 0
  if record then
    first, last, near, far = struct.unpack('>HHI4I4', record)
    local back = last - day
    if back >= 0 and back < 64 and has(near, far, back) then return true end
    if back > LATEST then return false end
    for each = 0, 63 do
      if has(near, far, each) then days[last - each] = true end
    end
  elseif full(bucket) then
    return false
  end
  if day < first then move(days, first, day) end
  first = math.min(first, day)
  for unit, of in ipairs(units) do
    local fresh = true
    for each in pairs(days) do fresh = fresh and of(each) ~= of(day) end
    if fresh then count(unit, of(day), of(first), 1) end
  end
  days[day], last, near, far = true, math.max(last, day), 0, 0
  for each in pairs(days) do
    local back = last - each
    if back < 32 then near = near + 2 ^ back elseif back < 64 then far = far + 2 ^ (back - 32) end
  end
  redis.call('HSET', bucket, id, struct.pack('>HHI4I4', first, last, near, far))
  redis.call('PEXPIRE', bucket, keepDays * 86400000)
  return true
end

local lost = 0
for _, user in ipairs(batch.users) do
  for i = 3, #user do
    if not note(KEYS[user[1]], user[2], user[i]) then
      lost = lost + 1
      for unit, of in ipairs(units) do add(unit, of(user[i]), 'lost', 1) end
    end
  end
end
for i = 1, #batch.ends, 2 do redis.call('PEXPIREAT', KEYS[batch.ends[i]], batch.ends[i + 1], 'NX') end
return lost
