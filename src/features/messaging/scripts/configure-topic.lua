-- Says for how long a topic keeps its messages, in place of what was said before; makes the topic if it is not there.
--
-- KEYS[1] meta           hash {createdAt, last = id of the last message, and what was set for this topic by name}
-- ARGV[1..] settings     name and value of each; an empty value for what is as for all topics
--
-- Returns 1 if the topic was made
local time = redis.call('TIME')
local made = redis.call('HSETNX', KEYS[1], 'createdAt', string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000)))
for i = 1, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
return made
