-- Claims requests for a replica, each if no other one has it. What is claimed is remembered in two sets, of which the newer one
-- takes what comes. When that is as old as a claim is to be remembered they change places, and what was in the older one is
-- forgotten: nothing too early, and without a look at each claim.
--
-- KEYS[1] one    set {what was claimed}
-- KEYS[2] other  set {what was claimed at another time}
-- ARGV[1] ids    what to claim, a line each, at most 1000; nothing to only forget what is old
-- ARGV[2] ttlMs  how long a claim is remembered at least, and three times as long at most
--
-- Returns a character for each: 1 where it is ours, 0 where another one was faster
local newer, older, ttlMs = KEYS[1], KEYS[2], tonumber(ARGV[2])
local left, leftOfOlder = redis.call('PTTL', newer), redis.call('PTTL', older)
if leftOfOlder > left then
  newer, older, left, leftOfOlder = older, newer, leftOfOlder, left
end
if left <= 2 * ttlMs then
  newer, older, left, leftOfOlder = older, newer, leftOfOlder, left
end
-- In the background: the end of its TTL would keep Redis from serving while it frees a large set.
if leftOfOlder >= 0 and leftOfOlder <= ttlMs then
  redis.call('UNLINK', older)
end
if left <= ttlMs then
  redis.call('UNLINK', newer)
  left = 0
end
local ids = {}
for id in string.gmatch(ARGV[1], '[^\n]+') do
  ids[#ids + 1] = id
end
if #ids == 0 then
  return ''
end
local lately = redis.call('SMISMEMBER', newer, unpack(ids))
local before = redis.call('SMISMEMBER', older, unpack(ids))
local answer, won, isTaken = {}, {}, {}
for i, id in ipairs(ids) do
  local isOurs = lately[i] + before[i] == 0 and not isTaken[id]
  answer[i] = isOurs and '1' or '0'
  if isOurs then
    isTaken[id] = true
    won[#won + 1] = id
  end
end
if #won > 0 then
  redis.call('SADD', newer, unpack(won))
  if left == 0 then
    redis.call('PEXPIRE', newer, 3 * ttlMs)
  end
end
return table.concat(answer)
