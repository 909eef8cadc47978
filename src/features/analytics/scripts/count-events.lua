-- Counts a batch of events in one shard of a site, once however often it is sent.
--
-- KEYS[1] ids        set {ids of the batches of some time}
-- KEYS[2] idsBefore  set {of the time before it}
-- KEYS[3] pulse      hash {m minute, n visits that began in it}
-- KEYS[4..] counted  what the batch refers to by its place from here on; 0 is nowhere
-- ARGV[1] id         of the batch; empty where it is not remembered
-- ARGV[2] limits     JSON: `ids` most that are remembered and `idsMs` how long, `gapMs` a visit ends after so long without an
--                    event, `visitMs` it is remembered for so long, `visits` most that begin in a minute, `inBucket` most people
--                    of a funnel in each of its hashes, `strict` whether nothing is counted where ids or visits find no room
-- ARGV[3] batch      JSON: `add` {key, field, by, ...}, `rank` {key, value, by, ...}, `ends` {key, instant, ...}, `days`
--                    {day: {hours, days, day of the month, entries, exits}}, `of` {{key, value, ...}, ...} what a visit is
--                    ranked by, `visits` {{its key, that of the day before, {at, day, slot, page, place in `of`}, ...}, ...},
--                    `funnels` as `follow` takes them
--
-- Returns {now, 'counted', 'before' if it was counted before or 'full' if it may not be, events that joined no visit because too
-- many began, people who are not followed through a funnel because too many are}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id, limits, batch = ARGV[1], cjson.decode(ARGV[2]), cjson.decode(ARGV[3])
if id ~= '' and (redis.call('SISMEMBER', KEYS[2], id) == 1 or redis.call('SISMEMBER', KEYS[1], id) == 1) then
  return { now, 'before', 0, 0 }
end
local minute = string.format('%.0f', math.floor(now / 60000))
local pulse = redis.call('HMGET', KEYS[3], 'm', 'n')
local before = pulse[1] == minute and tonumber(pulse[2]) or 0
local room = id == '' or redis.call('SCARD', KEYS[1]) < limits.ids
if limits.strict then
  local most = before
  for _, visit in ipairs(batch.visits) do most = most + #visit - 2 end
  if not room or most > limits.visits then
    return { now, 'full', 0, 0 }
  end
end
if id ~= '' and room then
  redis.call('SADD', KEYS[1], id)
  redis.call('PEXPIRE', KEYS[1], limits.idsMs, 'NX')
end

local sums, ranks = {}, {}
local function add(into, key, field, by)
  if key > 0 then
    into[key] = into[key] or {}
    into[key][field] = (into[key][field] or 0) + by
  end
end
for i = 1, #batch.add, 3 do add(sums, batch.add[i], batch.add[i + 1], batch.add[i + 2]) end
for i = 1, #batch.rank, 3 do add(ranks, batch.rank[i], batch.rank[i + 1], batch.rank[i + 2]) end
-- What is counted of a visit belongs to the day and hour in which it began.
local function note(day, slot, metric, by)
  local place = batch.days[day]
  add(sums, place[1], slot .. metric, by)
  add(sums, place[2], place[3] .. metric, by)
end
local function rank(...) add(ranks, ...) end
local began, lost = join(batch, limits, before, note, rank)
local astray = follow(batch.funnels, now, limits.inBucket, function(...) add(sums, ...) end)
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
return { now, 'counted', lost, astray }
