-- Joins events to visits.
--
-- join(batch, limits, began, note, rank): takes the visits of a batch as `count-events` has them, and how many began in this minute;
-- tells `note` what is to be added to a day's metrics, and `rank` to a ranking; answers how many have begun in this minute now,
-- and how many events joined no visit because too many began. A visit is `day slot last hits exit`.
local function join(batch, limits, began, note, rank)
  local lost = 0
  for _, visit in ipairs(batch.visits) do
    local key = KEYS[3 + visit[1]]
    local record = redis.call('GET', key) or visit[2] > 0 and redis.call('GETDEL', KEYS[3 + visit[2]])
    local day, slot, last, hits, exit
    if record then
      day, slot, last, hits, exit = string.match(record, '^(%S+) (%S+) (%S+) (%S+) (.*)$')
      last, hits = tonumber(last), tonumber(hits)
    end
    for i = 3, #visit do
      local at, onDay, inSlot, page, of = unpack(visit[i])
      local fresh = not last or at > last + limits.gapMs or not batch.days[day]
      -- One that comes after later ones of its visitor may be too late for their visit.
      local late = last and at < last - limits.gapMs
      if not late and fresh and began >= limits.visits then
        lost = lost + 1
      elseif not late then
        if fresh then
          began, day, slot, last, hits, exit = began + 1, onDay, inSlot, at, 0, ''
          note(day, slot, 'v', 1)
          note(day, slot, 'b', 1)
          local by = batch.of[of]
          for n = 1, #by, 2 do rank(by[n], by[n + 1], 1) end
        elseif hits == 1 then
          note(day, slot, 'b', -1)
        end
        if at > last then note(day, slot, 't', at - last) end
        if page ~= '' and page ~= exit then
          local place = batch.days[day]
          if exit == '' then rank(place[4], page, 1) else rank(place[5], exit, -1) end
          rank(place[5], page, 1)
          exit = page
        end
        last, hits = math.max(last, at), hits + 1
      end
    end
    if last then
      redis.call('SET', key, string.format('%s %s %.0f %d %s', day, slot, last, hits, exit), 'PX', limits.visitMs)
    end
  end
  return began, lost
end
