-- Notes what was left out of a day, and why.
--
-- KEYS[1] losses   hash
-- ARGV[1] endsAt   when they are forgotten
-- ARGV[2..] losses  field, by, ...
--
-- Returns nothing of use
for i = 2, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
return redis.call('PEXPIREAT', KEYS[1], ARGV[1], 'NX')
