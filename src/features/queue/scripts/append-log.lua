-- Appends lines to the log of a job, and keeps the last ones.
--
-- KEYS[1] log        list
-- KEYS[2] tokens     hash {id = token of its lease}
-- KEYS[3] state      hash {id = json}
-- ARGV[1] id         of the job
-- ARGV[2] token      of its lease; empty for who may write without one
-- ARGV[3] most       lines to keep
-- ARGV[4] ttlMs      time to live from now
-- ARGV[5..] lines    text
--
-- Returns an empty text, or why it is refused
if ARGV[2] ~= '' and redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then
  return refusalOf(KEYS[3], ARGV[1], ARGV[2])
end
redis.call('RPUSH', KEYS[1], unpack(ARGV, 5))
redis.call('LTRIM', KEYS[1], -ARGV[3], -1)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return ''
