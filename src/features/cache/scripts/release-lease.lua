-- Gives a lease back without a value, or keeps others from trying again for a while: they serve what they have.
--
-- KEYS[1] lease   string {token of the holder, or "failed" after a load that failed}
-- ARGV[1] token   of the holder
-- ARGV[2] restMs  how long nobody shall try again; 0 to let the next one try at once
--
-- Returns 1 if the lease was still held
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
if tonumber(ARGV[2]) > 0 then
  redis.call('SET', KEYS[1], 'failed', 'PX', ARGV[2])
else
  redis.call('DEL', KEYS[1])
end
return 1
