-- Counts a batch of events in one shard of a site, once however often it is sent.
--
-- KEYS[1] ids        set {ids of the batches of these ten minutes}
-- KEYS[2] idsBefore  set {of the ten minutes before}
-- KEYS[3] pulse      hash {m minute, n visits that began in it}
-- KEYS[4..] counted  what the batch refers to by its place from here on; 0 is nowhere
-- ARGV[1] id         of the batch; empty where it is not remembered
-- ARGV[2] maxIds     most ids that are remembered
-- ARGV[3] gapMs      a visit ends after so long without an event
-- ARGV[4] maxVisits  most visits that begin in a minute
-- ARGV[5] maxInBucket  most people of a funnel in each of the hashes that they are cut into
-- ARGV[6] batch      JSON: `add` {key, field, by, ...}, `rank` {key, value, by, ...}, `ends` {key, instant, ...}, `days`
--                    {day: {hours, days, day of the month, entries, exits}}, `of` {{key, value, ...}, ...} what a visit is
--                    ranked by, `visits` {{its key, that of the day before, {at, day, slot, page, place in `of`}, ...}, ...}
--
-- Returns {now, 1 if counted or 0 if it was before, events that joined no visit because too many began, people who are not
-- followed through a funnel because too many are}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[1] ~= '' then
  if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 or redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then
    return { now, 0, 0, 0 }
  end
  if redis.call('SCARD', KEYS[1]) < tonumber(ARGV[2]) then
    redis.call('SADD', KEYS[1], ARGV[1])
    redis.call('PEXPIRE', KEYS[1], 1200000, 'NX')
  end
end
local gap, maxVisits, batch = tonumber(ARGV[3]), tonumber(ARGV[4]), cjson.decode(ARGV[6])
local sums, ranks = {}, {}
local function add(into, key, field, by)
  if key > 0 then
    into[key] = into[key] or {}
    into[key][field] = (into[key][field] or 0) + by
  end
end
for i = 1, #batch.add, 3 do add(sums, batch.add[i], batch.add[i + 1], batch.add[i + 2]) end
for i = 1, #batch.rank, 3 do add(ranks, batch.rank[i], batch.rank[i + 1], batch.rank[i + 2]) end

local minute = string.format('%.0f', math.floor(now / 60000))
local pulse = redis.call('HMGET', KEYS[3], 'm', 'n')
local before = pulse[1] == minute and tonumber(pulse[2]) or 0
local began, lost = before, 0
-- What is counted of a visit belongs to the day and hour in which it began.
local function note(day, slot, metric, by)
  local place = batch.days[day]
  add(sums, place[1], slot .. metric, by)
  add(sums, place[2], place[3] .. metric, by)
end
for _, visit in ipairs(batch.visits) do
  local key = KEYS[3 + visit[1]]
  local record = redis.call('GET', key) or visit[2] > 0 and redis.call('GETDEL', KEYS[3 + visit[2]])
  local day, slot, last, hits, exit
  if record then
    day, slot, last, hits, exit = string.match(record, '^(%S+) (%S+) (%S+) (%S+) (.*)$')
    last, hits = tonumber(last), tonumber(hits)
  end
  for i = 3, #visit do
    local at, onDay, inSlot, page, of = unpack(visit[i])
    local fresh = not last or at > last + gap or not batch.days[day]
    if fresh and began >= maxVisits then
      lost = lost + 1
    elseif fresh or at >= last - gap then
      if fresh then
        began, day, slot, last, hits, exit = began + 1, onDay, inSlot, at, 0, ''
        note(day, slot, 'v', 1)
        note(day, slot, 'b', 1)
        local by = batch.of[of]
        for n = 1, #by, 2 do add(ranks, by[n], by[n + 1], 1) end
      elseif hits == 1 then
        note(day, slot, 'b', -1)
      end
      if at > last then note(day, slot, 't', at - last) end
      if page ~= '' and page ~= exit then
        local place = batch.days[day]
        if exit == '' then add(ranks, place[4], page, 1) else add(ranks, place[5], exit, -1) end
        add(ranks, place[5], page, 1)
        exit = page
      end
      last, hits = math.max(last, at), hits + 1
    end
  end
  if last then
    redis.call('SET', key, string.format('%s %s %.0f %d %s', day, slot, last, hits, exit), 'PX', gap)
  end
end
local astray = follow(batch.funnels, now, tonumber(ARGV[5]), function(...) add(sums, ...) end)
if began > before then
  redis.call('HSET', KEYS[3], 'm', minute, 'n', began)
  redis.call('PEXPIRE', KEYS[3], 120000)
end
for key, fields in pairs(sums) do
  for field, by in pairs(fields) do redis.call('HINCRBY', KEYS[3 + key], field, string.format('%.0f', by)) end
end
for key, values in pairs(ranks) do
  for value, by in pairs(values) do redis.call('ZINCRBY', KEYS[3 + key], by, value) end
end
for i = 1, #batch.ends, 2 do redis.call('PEXPIREAT', KEYS[3 + batch.ends[i]], batch.ends[i + 1], 'NX') end
return { now, 1, lost, astray }
