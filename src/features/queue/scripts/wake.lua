-- Calls those who wait for jobs.
--
-- wake(idle): calls one who waits for jobs; true if somebody has heard it. One is enough, as who takes jobs and leaves
-- some behind wakes the next. A receiver on another node of a Cluster is not counted, so there a few too many may wake.
local function wake(idle)
  for _ = 1, 5 do
    local waiter = redis.call('ZPOPMIN', idle)[1]
    if not waiter then
      return false
    end
    if redis.call('PUBLISH', string.match(waiter, '^[^#]+'), waiter) > 0 then
      return true
    end
  end
  return false
end
