-- Lends jobs to who asked for some.
--
-- lend(keys, ids, token, endsAt): gives these a lease that ends then; answers their records and states. Of the keys it takes
-- jobs, active, tokens and state.
local function lend(keys, ids, token, endsAt)
  local records, states = {}, {}
  if #ids == 0 then
    return records, states
  end
  records = redis.call('HMGET', keys.jobs, unpack(ids))
  if redis.call('EXISTS', keys.state) == 1 then
    states = redis.call('HMGET', keys.state, unpack(ids))
  end
  local tokens, ends = {}, {}
  for i, id in ipairs(ids) do
    tokens[2 * i - 1], tokens[2 * i] = id, token
    ends[2 * i - 1], ends[2 * i] = endsAt, id
  end
  redis.call('HSET', keys.tokens, unpack(tokens))
  redis.call('ZADD', keys.active, unpack(ends))
  return records, states
end
