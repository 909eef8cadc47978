-- Remembers the result of a step of a job, or how far it has come, if the caller still holds it.
--
-- KEYS[1] tokens  hash {id = token of its lease}
-- KEYS[2] state   hash {id = json}
-- ARGV[1] id      of the job
-- ARGV[2] token   of its lease
-- ARGV[3] step    its name; empty for how far the job has come
-- ARGV[4] result  json
-- ARGV[5] most    bytes of names and results that are remembered of one job
--
-- Returns 'noted', 'full' where that would be too much, or why it is refused
local id, step = ARGV[1], ARGV[3]
if redis.call('HGET', KEYS[1], id) ~= ARGV[2] then
  return refusalOf(KEYS[2], id, ARGV[2])
end
local known = redis.call('HGET', KEYS[2], id)
local facts = known and cjson.decode(known) or {}
if step == '' then
  facts.checkpoint = ARGV[4]
else
  facts.steps = facts.steps or {}
  facts.steps[step] = ARGV[4]
end
local size = #(facts.checkpoint or '')
for name, result in pairs(facts.steps or {}) do
  size = size + #name + #result
end
if size > tonumber(ARGV[5]) then
  return 'full'
end
redis.call('HSET', KEYS[2], id, cjson.encode(facts))
return 'noted'
