-- Says what the limits of a queue let through.
--
-- limitsOf(meta): what limits a queue: heldUntil, concurrency, intervalMs, burst and tat, each if there is one; the last
-- three are a GCRA.
local function limitsOf(meta)
  local names = { 'heldUntil', 'concurrency', 'intervalMs', 'burst', 'tat' }
  local limits = {}
  for i, value in ipairs(redis.call('HMGET', meta, unpack(names))) do
    limits[names[i]] = value and tonumber(value)
  end
  return limits
end

-- room(limits, active, now, max): how many of `max` jobs the limits of a queue let through now.
local function room(limits, active, now, max)
  if (limits.heldUntil or 0) > now then
    return 0
  end
  if limits.concurrency then
    max = math.min(max, limits.concurrency - redis.call('ZCARD', active))
  end
  if limits.intervalMs then
    local ahead = math.max(0, (limits.tat or 0) - now)
    max = math.min(max, math.floor(limits.burst - ahead / limits.intervalMs + 1e-6))
  end
  return math.max(0, max)
end

-- charge(limits, meta, now, count): takes so many jobs off the rate, and answers the instant at which time alone lets the
-- next one through; 0 where it would now.
local function charge(limits, meta, now, count)
  if limits.intervalMs and count > 0 then
    limits.tat = math.max(now, limits.tat or 0) + count * limits.intervalMs
    redis.call('HSET', meta, 'tat', string.format('%.3f', limits.tat))
  end
  local byRate = limits.intervalMs and (limits.tat or 0) - (limits.burst - 1) * limits.intervalMs or 0
  return math.max(limits.heldUntil or 0, math.ceil(byRate - 1e-6))
end
