-- Claims requests for a replica, each if no other one has it. What is claimed is remembered in two sets, the newer of which
-- becomes the older after a while, so that each claim is remembered for that while at least, and forgotten without looking at it.
--
-- KEYS[1] claims    set {what was claimed lately}
-- KEYS[2] before    set {what was claimed before that}
-- ARGV[1] ids       what to claim, a line each; nothing to only forget what is old
-- ARGV[2] ttlMs     how long a claim is remembered at least
--
-- Returns a character for each: 1 where it is ours, 0 where another one was faster
local claims, before, ttlMs = KEYS[1], KEYS[2], tonumber(ARGV[2])
local left = redis.call('PTTL', claims)
if left >= 0 and left <= 2 * ttlMs then
  redis.call('UNLINK', before)
  redis.call('RENAME', claims, before)
  left = -2
end
local ids = {}
for id in string.gmatch(ARGV[1], '[^\n]+') do
  ids[#ids + 1] = id
end
if #ids == 0 then
  return ''
end
local now = redis.call('SMISMEMBER', claims, unpack(ids))
local then_ = redis.call('SMISMEMBER', before, unpack(ids))
local won, new, taken = {}, {}, {}
for i, id in ipairs(ids) do
  if now[i] + then_[i] == 0 and not taken[id] then
    taken[id] = true
    new[#new + 1] = id
    won[i] = '1'
  else
    won[i] = '0'
  end
end
if #new > 0 then
  redis.call('SADD', claims, unpack(new))
  if left < 0 then
    redis.call('PEXPIRE', claims, 3 * ttlMs)
  end
end
return table.concat(won)
