-- Tells those who listen what happened to jobs.
--
-- tell(watched, now, events): publishes these events, if somebody has said not long ago that he listens. What watches a
-- queue is the instant until which, a space, and the channel; false where nobody ever did.
local function tell(watched, now, events)
  local till, channel = string.match(watched or '', '^(%d+) (.*)$')
  if till and tonumber(till) > now and #events > 0 then
    redis.call('PUBLISH', channel, cjson.encode(events))
  end
end
