-- Takes completed jobs of which nothing is kept.
--
-- forget(keys, count, isHolding): takes so many, whose ids and then tokens begin with ARGV[4]; answers the ids of those that
-- the caller held, and the 0-based places of those that were lost. `isHolding` says that jobs may hold something that
-- release() gives back. Of the keys it takes jobs, state, active, tokens, meta and those of release().
local function forget(keys, count, isHolding)
  local mine, lost = {}, {}
  local held = count > 0 and redis.call('HMGET', keys.tokens, unpack(ARGV, 4, 3 + count)) or {}
  for i = 1, count do
    if held[i] == ARGV[3 + count + i] then
      mine[#mine + 1] = ARGV[3 + i]
    else
      lost[#lost + 1] = i - 1
    end
  end
  if #mine > 0 then
    redis.call('HDEL', keys.tokens, unpack(mine))
    redis.call('ZREM', keys.active, unpack(mine))
    discard(keys, mine)
    redis.call('HINCRBY', keys.meta, 'completed', #mine)
    if isHolding then
      release(keys, mine)
    end
  end
  return mine, lost
end
