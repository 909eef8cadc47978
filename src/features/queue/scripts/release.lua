-- Gives back unique keys.
--
-- release(unique, uniqueOf, ids): gives back the unique keys that these jobs hold. Nobody has to: who adds with such a key
-- asks where its job is; but what is not given back takes memory.
local function release(unique, uniqueOf, ids)
  if #ids == 0 or redis.call('EXISTS', uniqueOf) == 0 then
    return
  end
  for i, key in ipairs(redis.call('HMGET', uniqueOf, unpack(ids))) do
    if key then
      redis.call('HDEL', uniqueOf, ids[i])
      if redis.call('HGET', unique, key) == '0 ' .. ids[i] then
        redis.call('HDEL', unique, key)
      end
    end
  end
end
