-- Takes from limits of many subjects at once, gives back or looks; all rules charge a subject, or none of them does.
--
-- KEYS[1..] states     string; for each subject the state of each rule: 'blocked', or as the rule's algorithm packs it
-- ARGV[1] mode         'take'; 'peek' writes nothing; 'charge' takes even what is not there; 'refund' gives back
-- ARGV[2] cost         how many units
-- ARGV[3] notAfterUs   instant after which nothing is done, since the caller has given up by then; 'inf' for none
-- ARGV[4] channel      refund: where to tell that a state is no longer used up
-- ARGV[5] rules        JSON: [{algorithm, size, ceiling of charges, us of a window or a unit's drain, blockMs, enforced,
--                      untilUs of a refund: when nothing of what was used after the take would be used any more}]
--
-- Returns {nowUs, then for each state: 1 if there is enough or 0, remaining, retryUs, resetUs}, or {nowUs} when too late
local NONE, call, time = string.rep('\0', 24), redis.call, redis.call('TIME')
local now = time[1] * 1000000 + time[2]
if now > tonumber(ARGV[3]) then return { now } end
local mode, cost, rules = ARGV[1], tonumber(ARGV[2]), cjson.decode(ARGV[5])
local floor, ceil, max, min, pack, unpack = math.floor, math.ceil, math.max, math.min, struct.pack, struct.unpack

-- A state is read as its own `count` of units and what counts from `before`. `wait` is how long until there is room for
-- the cost, `full` how long until nothing is used any more, `left` what is still counted of a take, told by its end.
local algorithms = {
  -- Units used at an instant, which drain one by one: the continuous-state leaky bucket of ITU-T I.371.
  gcra = {
    read = function(rule, raw)
      local count, at = unpack('dd', #raw == 16 and raw or NONE)
      return { count = min(max(0, count - max(0, now - at) / rule.us), rule.ceiling), before = 0, moved = at > now }
    end,
    write = function(_, s) return pack('dd', s.count, now) end,
    wait = function(rule, s) return (s.count + cost - rule.size) * rule.us end,
    full = function(rule, s) return s.count * rule.us end,
    left = function(rule, untilUs) return min(cost, max(0, untilUs - now) / rule.us) end,
  },
  -- Number of the window, its count, and the count of the window before, which fades while this one passes.
  sliding = {
    read = function(rule, raw)
      local number, count, last = unpack('ddd', #raw == 24 and raw or NONE)
      local at = now % rule.us
      local age = (now - at) / rule.us - number
      count, last = age <= 0 and count or 0, age <= 0 and last or age == 1 and count or 0
      return { count = count, last = last, before = last * (1 - at / rule.us), at = at, moved = age < 0 }
    end,
    write = function(rule, s) return pack('ddd', (now - s.at) / rule.us, s.count, s.last) end,
    wait = function(rule, s)
      local room = rule.size - cost
      return (s.count <= room and 1 - (room - s.count) / s.last or 2 - room / s.count) * rule.us - s.at
    end,
    full = function(rule, s) return (s.count > 0 and 2 or 1) * rule.us - s.at end,
    left = function(rule, untilUs) return now < untilUs - rule.us and cost or 0 end,
  },
  -- End of the window, which began with its first unit, and its count; a byte more, to tell it from the first kind.
  fixed = {
    read = function(rule, raw)
      local stop, count = unpack('dd', #raw == 17 and raw or NONE)
      if stop <= now then stop, count = now + rule.us, 0 end
      return { count = count, before = 0, stop = min(stop, now + rule.us), moved = stop > now + rule.us }
    end,
    write = function(_, s) return pack('ddb', s.stop, s.count, 0) end,
    wait = function(_, s) return s.stop - now end,
    full = function(_, s) return s.stop - now end,
    left = function(_, untilUs) return now < untilUs and cost or 0 end,
  },
}

-- Subjects share states, everybody's above all, so each is read once and written once.
local states, changed, reply, at = {}, {}, { now }, 1
for first = 0, #KEYS - 1, #rules do
  local denied = false
  for i, rule in ipairs(rules) do
    local key = KEYS[first + i]
    local raw = not states[key] and call('GET', key) or ''
    if raw == 'blocked' then states[key] = { count = rule.size, before = 0, blocked = call('PTTL', key) * 1000 } end
    states[key] = states[key] or algorithms[rule.algorithm].read(rule, raw)
    local s = states[key]
    s.ok = not s.blocked and s.count + s.before + cost <= rule.size + 1e-9
    denied = denied or rule.enforced and not s.ok
  end
  for i, rule in ipairs(rules) do
    local key, algorithm = KEYS[first + i], algorithms[rule.algorithm]
    local s, n = states[key], cost
    if s.moved and mode ~= 'peek' then changed[key] = rule end -- the clock has stepped back: no state lies ahead of it
    local used, wait = s.count + s.before, not s.ok and not s.blocked and algorithm.wait(rule, s) or 0
    if mode == 'take' and not s.ok and not s.blocked and rule.blockMs > 0 then
      s.blocked, s.count, changed[key] = rule.blockMs * 1000, rule.size, rule
    elseif not s.blocked and (mode == 'charge' or mode == 'refund' or mode == 'take' and s.ok and not denied) then
      if mode == 'refund' then
        n = -min(s.count, algorithm.left(rule, rule.untilUs or math.huge))
        if used + 1 > rule.size and used + n + 1 <= rule.size then call('PUBLISH', ARGV[4], key) end
      end
      s.count, changed[key] = min(s.count + n, max(s.count, rule.ceiling - s.before)), rule
    end
    local reset = s.blocked or s.count + s.before > 0 and algorithm.full(rule, s) or 0
    reply[at + 1], reply[at + 2] = s.ok and 1 or 0, max(0, floor(rule.size - s.count - s.before + 1e-9))
    reply[at + 3], reply[at + 4], at = ceil(s.blocked or wait), ceil(reset), at + 4
  end
end
for key, rule in pairs(changed) do
  local s, algorithm = states[key], algorithms[rule.algorithm]
  local ttlMs, value = ceil((s.blocked or algorithm.full(rule, s)) / 1000), s.blocked and 'blocked' or algorithm.write(rule, s)
  if ttlMs > 0 then call('SET', key, value, 'PX', ttlMs) else call('DEL', key) end
end
return reply
