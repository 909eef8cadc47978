-- Verifies tokens, and marks their sessions as used, unless that was done a moment ago: then nothing is written. A token that
-- was replaced long ago is a stolen one and ends its session here, so that nothing comes in between.
--
-- KEYS[1..] places    of each partition expiry, zset {serial:user by the instant the session ends}: who is not in here is not logged
--                     in; online, zset {user by the instant the last session ends}; seen, zset {user by when last seen}; and
--                     events, stream. Then of each token session, hash; and user, zset {serial by the order in which sessions
--                     give way}
-- ARGV[1] partitions  how many partitions the tokens are of
-- ARGV[2] byUse       1 where the least recently used gives way
-- ARGV[3] graceMs     how long after a rotation the token before may still be on its way
-- ARGV[4] eventsKept  about how many events are kept
-- ARGV[5] touchMs     how seldom use is written down at most
-- ARGV[6..] tokens    each one string, as what there are many of costs by its number: which of those partitions it is of, A for
--                     the first; + where this is use, - to only look; in 8 characters its serial, which tells the session from
--                     others of its user; in 43 its MAC; and the same under the previous key, empty where there is none
--
-- Returns JSON, one string for the same reason: {now, of each token {'current' or 'previous', endsAt, 1 if written, the hash
-- without its MACs}, or why it is refused: 'ended', 'wrong_secret', 'rotated' or 'reused'}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local partitions, byUse, graceMs, eventsKept = tonumber(ARGV[1]), ARGV[2] == '1', tonumber(ARGV[3]), ARGV[4]
local touchMs = tonumber(ARGV[5])
-- Where in KEYS they are, counted from the first of a partition.
local EXPIRY, ONLINE, SEEN, EVENTS = 0, 1, 2, 3

-- Whose token it is, by the MAC: 'current' or 'previous', or why it is nobody's.
local function judge(key, session, mac, oldMac)
  if session.h == mac or session.h == oldMac then
    if session.h ~= mac then
      redis.call('HSET', key, 'h', mac)
    end
    if session.pe == '-1' then
      -- The renewed token has arrived: the one before it has only what is on its way left.
      redis.call('HSET', key, 'pe', now + graceMs)
    end
    return 'current'
  end
  if not session.p or session.p ~= mac and session.p ~= oldMac then
    return 'wrong_secret'
  end
  local validUntil = tonumber(session.pe)
  if validUntil < 0 or now < validUntil then
    return 'previous'
  end
  return now < session.ra + graceMs and 'rotated' or 'reused'
end

-- A token of the partition whose keys begin at `place`.
local function verify(place, key, user, token)
  local flat = redis.call('HGETALL', key)
  if #flat == 0 then
    return 'ended'
  end
  -- Named so that the table is made as large as it becomes, and not four times.
  local session = { u = nil, h = nil, c = nil, t = nil, a = nil, i = nil }
  for i = 1, #flat, 2 do
    session[flat[i]] = flat[i + 1]
  end
  local serial = string.sub(token, 3, 10)
  local member = serial .. ':' .. session.u
  local endsAt = tonumber(redis.call('ZSCORE', KEYS[place + EXPIRY], member) or 0)
  if endsAt <= now then
    return 'ended'
  end
  local by = judge(key, session, string.sub(token, 11, 53), string.sub(token, 54))
  if by == 'reused' then
    local why = 'a token was used after its rotation'
    local expiry, online, events = KEYS[place + EXPIRY], KEYS[place + ONLINE], KEYS[place + EVENTS]
    endSession(expiry, online, user, events, eventsKept, serial, session.u, now, 'reused', why)
  end
  if by ~= 'current' and by ~= 'previous' then
    return by
  end
  local isUse = string.sub(token, 2, 2) == '+'
  session.h, session.p = nil, nil
  if not isUse or now - session.t < math.min(touchMs, session.i / 30) then
    return { by, endsAt, 0, session }
  end
  endsAt = math.min(now + session.i, tonumber(session.a))
  redis.call('HSET', key, 't', now)
  redis.call('PEXPIREAT', key, endsAt)
  redis.call('ZADD', KEYS[place + EXPIRY], endsAt, member)
  redis.call('ZADD', KEYS[place + ONLINE], 'GT', endsAt, session.u)
  redis.call('ZADD', KEYS[place + SEEN], 'GT', now, session.u)
  if byUse then
    redis.call('ZADD', user, 'XX', now, serial)
  end
  return { by, endsAt, 1, session }
end

local verdicts, key = {}, 4 * partitions + 1
for i = 6, #ARGV do
  local place = 4 * (string.byte(ARGV[i]) - 65) + 1
  verdicts[i - 5] = verify(place, KEYS[key], KEYS[key + 1], ARGV[i])
  key = key + 2
end
return cjson.encode({ now, verdicts })
