-- Says why something is refused.
--
-- refusalOf(state, id, token): why a lease is void: the code of what has stopped its job, or LEASE_LOST.
local function refusalOf(state, id, token)
  local known = redis.call('HGET', state, id)
  local stopped = known and cjson.decode(known).stopped or ''
  return string.sub(stopped, 1, #token + 1) == token .. ' ' and string.sub(stopped, #token + 2) or 'LEASE_LOST'
end
