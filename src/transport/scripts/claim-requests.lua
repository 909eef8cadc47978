-- Claims requests for a replica, each if no other one has it.
--
-- KEYS[1..] claims  string {the replica that handles the request}
-- ARGV[1] member    the replica
-- ARGV[2] ttlMs     how long a claim is remembered
--
-- Returns {1 where it is ours, 0 where another one was faster}
local won = {}
for i, claim in ipairs(KEYS) do
  won[i] = redis.call('SET', claim, ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
end
return won
