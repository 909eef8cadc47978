-- Verifies a token and marks its session as used, unless that was done a moment ago: then nothing is written. A token
-- that was replaced long ago is a stolen one and ends its session here, so that nothing comes in between.
--
-- KEYS[1] session     hash
-- KEYS[2] expiry      zset {serial:user by the instant the session ends}: who is not in here is not logged in
-- KEYS[3] online      zset {user by the instant the last session ends}
-- KEYS[4] seen        zset {user by when last seen}
-- KEYS[5] user        zset {serial by the order in which sessions give way}
-- KEYS[6] events      stream
-- ARGV[1] serial      what tells the session from others of its user
-- ARGV[2] mac         the MAC of the token
-- ARGV[3] oldMac      the same under the previous key; empty where there is none
-- ARGV[4] touchMs     how seldom use is written down at most; -1 to only look
-- ARGV[5] byUse       1 where the least recently used gives way
-- ARGV[6] graceMs     how long after a rotation the token before may still be on its way
-- ARGV[7] eventsKept  about how many events are kept
--
-- Returns {'current' or 'previous', now, endsAt, 1 if written, the hash as JSON, which is one string to read and not
-- thirty}, or {why it is refused}: 'ended', 'wrong_secret', 'rotated' or 'reused'
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local flat = redis.call('HGETALL', KEYS[1])
if #flat == 0 then
  return { 'ended' }
end
local session = {}
for i = 1, #flat, 2 do
  session[flat[i]] = flat[i + 1]
end
local member = ARGV[1] .. ':' .. session.u
local endsAt = tonumber(redis.call('ZSCORE', KEYS[2], member) or 0)
if endsAt <= now then
  return { 'ended' }
end

local mac, oldMac, graceMs = ARGV[2], ARGV[3], tonumber(ARGV[6])
local by = 'current'
if session.h == mac or session.h == oldMac then
  if session.h ~= mac then
    redis.call('HSET', KEYS[1], 'h', mac)
  end
  if session.pe == '-1' then
    -- The renewed token has arrived: the one before it has only what is on its way left.
    redis.call('HSET', KEYS[1], 'pe', now + graceMs)
  end
elseif session.p and (session.p == mac or session.p == oldMac) then
  local validUntil = tonumber(session.pe)
  if validUntil >= 0 and now >= validUntil then
    if now < session.ra + graceMs then
      return { 'rotated' }
    end
    local why = 'a token was used after its rotation'
    endSession(KEYS[2], KEYS[3], KEYS[5], KEYS[6], ARGV[7], ARGV[1], session.u, now, 'reused', why)
    return { 'reused' }
  end
  by = 'previous'
else
  return { 'wrong_secret' }
end

session.h, session.p = nil, nil
local touchMs = tonumber(ARGV[4])
if touchMs < 0 or now - session.t < math.min(touchMs, session.i / 30) then
  return { by, now, endsAt, 0, cjson.encode(session) }
end
endsAt = math.min(now + session.i, tonumber(session.a))
redis.call('HSET', KEYS[1], 't', now)
redis.call('PEXPIREAT', KEYS[1], endsAt)
redis.call('ZADD', KEYS[2], endsAt, member)
redis.call('ZADD', KEYS[3], 'GT', endsAt, session.u)
redis.call('ZADD', KEYS[4], 'GT', now, session.u)
if ARGV[5] == '1' then
  redis.call('ZADD', KEYS[5], 'XX', now, ARGV[1])
end
return { by, now, endsAt, 1, cjson.encode(session) }
