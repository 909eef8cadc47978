-- Reads jobs with what has happened to them and where they are.
--
-- KEYS[1] jobs         hash {id = record}
-- KEYS[2] state        hash {id = json}
-- KEYS[3] active       zset {id by end of its lease}
-- KEYS[4] delayed      zset {id by due instant}
-- KEYS[5] completed    zset {id by the instant until which it is kept}
-- KEYS[6] dead         zset {id by the instant until which it is kept}
-- ARGV[1..] ids        of the jobs
--
-- Returns for each job {record, json or '', place ('waiting' for all that is in none of the sets), score or ''}, {} for
-- none
local places = { 'active', 'delayed', 'completed', 'dead' }
local answer = {}
for i, id in ipairs(ARGV) do
  local record = redis.call('HGET', KEYS[1], id)
  answer[i] = {}
  if record then
    answer[i] = { record, redis.call('HGET', KEYS[2], id) or '', 'waiting', '' }
    for at, place in ipairs(places) do
      local score = redis.call('ZSCORE', KEYS[2 + at], id)
      if score then
        answer[i][3], answer[i][4] = place, score
        break
      end
    end
  end
end
return answer
