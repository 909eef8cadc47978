-- Reads which children a job has, and how they have ended.
--
-- KEYS[1] flows     hash {id = json: how many children there are, are left, have failed}
-- KEYS[2] outcomes  hash {id, line break, number of a child = json: which it is, how it ended}
-- ARGV[1] id        of the job
-- ARGV[2] from      number of the first child to answer
-- ARGV[3] limit     most children to answer
--
-- Returns {} for a job that has none, else {json of the whole, json of a child, ...}
local flow = redis.call('HGET', KEYS[1], ARGV[1])
if not flow then
  return {}
end
local fields = {}
local last = math.min(ARGV[2] + ARGV[3], cjson.decode(flow).count) - 1
for at = tonumber(ARGV[2]), last do
  fields[#fields + 1] = ARGV[1] .. '\n' .. at
end
if #fields == 0 then
  return { flow }
end
return { flow, unpack(redis.call('HMGET', KEYS[2], unpack(fields))) }
