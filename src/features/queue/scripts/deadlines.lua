-- Keeps the time limits of jobs: until when they have to have begun, or ended.
--
-- limit(keys, now, id, spec): notes a limit of a job. A spec is its letter (s to begin, e to end), milliseconds, a space, and
-- the instant from which they count if that is later than now. Of the keys it takes deadlines and meta.
local function limit(keys, now, id, spec)
  local kind, ms, from = string.match(spec, '^([se])(%d+) (%d+)$')
  redis.call('ZADD', keys.deadlines, math.max(now, tonumber(from)) + ms, kind .. id)
  redis.call('HSET', keys.meta, 'timed', 1)
end

-- inTime(deadlines, delayed, now, ids): of jobs that are about to begin, those that still may. The others go where
-- expire-jobs.lua finds them, which whoever does what is due calls first.
local function inTime(deadlines, delayed, now, ids)
  local members, left = {}, {}
  for i, id in ipairs(ids) do
    members[2 * i - 1], members[2 * i] = 's' .. id, 'e' .. id
  end
  local limits = #ids > 0 and redis.call('ZMSCORE', deadlines, unpack(members)) or {}
  for i, id in ipairs(ids) do
    local start = limits[2 * i - 1]
    if math.min(tonumber(start or 'inf'), tonumber(limits[2 * i] or 'inf')) <= now then
      redis.call('ZADD', delayed, now, id)
    else
      left[#left + 1] = id
      if start then
        redis.call('ZREM', deadlines, 's' .. id)
      end
    end
  end
  return left
end
