-- Gives back what jobs hold.
--
-- release(keys, ids): gives back the unique keys and the places in groups that these jobs hold, and forgets their time limits.
-- Nobody has to give keys back: who adds with one asks where its job is; but what is not given back takes memory. Of the keys
-- it takes unique, uniqueOf, deadlines and groups, and notes in `groups.isReady` that a job of a group can be run now.
local function release(keys, ids)
  if #ids == 0 or redis.call('EXISTS', keys.uniqueOf, keys.deadlines, keys.groups.groupOf) == 0 then
    return
  end
  for i, key in ipairs(redis.call('HMGET', keys.uniqueOf, unpack(ids))) do
    if key then
      redis.call('HDEL', keys.uniqueOf, ids[i])
      if redis.call('HGET', keys.unique, key) == '0 ' .. ids[i] then
        redis.call('HDEL', keys.unique, key)
      end
    end
    redis.call('ZREM', keys.deadlines, 's' .. ids[i], 'e' .. ids[i])
  end
  if redis.call('EXISTS', keys.groups.groupOf) == 1 then
    keys.groups.isReady = depart(keys.groups, ids) or keys.groups.isReady
  end
end
