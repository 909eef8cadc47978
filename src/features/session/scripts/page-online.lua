-- Pages through the users who are online, in the order in which their last session ends.
--
-- KEYS[1] online  zset {user by the instant the last session ends}
-- KEYS[2] seen    zset {user by when last seen}
-- ARGV[1] score   where the page before ended; empty to begin
-- ARGV[2] userId  and with whom
-- ARGV[3] limit   most users to answer
--
-- Returns {user, endsAt, seenAt, ...}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local from = redis.call('ZCOUNT', KEYS[1], '-inf', now)
if ARGV[1] ~= '' then
  -- Where the user of the cursor has moved on or left, all of the same millisecond come again: rather twice than never.
  local same = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[2]) or -1) == tonumber(ARGV[1])
  local after = same and redis.call('ZRANK', KEYS[1], ARGV[2]) + 1 or redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. ARGV[1])
  from = math.max(from, after)
end
local page = redis.call('ZRANGE', KEYS[1], from, from + ARGV[3] - 1, 'WITHSCORES')
local reply = {}
for i = 1, #page, 2 do
  reply[#reply + 1] = page[i]
  reply[#reply + 1] = page[i + 1]
  reply[#reply + 1] = redis.call('ZSCORE', KEYS[2], page[i]) or page[i + 1]
end
return reply
