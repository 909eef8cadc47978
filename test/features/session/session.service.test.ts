import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import {
  SessionModule,
  SessionPresence,
  SessionService,
  type SessionActivity,
} from '../../../src/features/session/index.js';
import { sessionKeys } from '../../../src/features/session/session.keys.js';
import { partitionOf } from '../../../src/features/session/session.token.js';
import { RedisConnection, type RedisClient } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

const secret = 'a key for tests, which is a secret to nobody';
const ended = { active: false, reason: 'ended' };

const msOf = ([seconds, micros]: readonly (string | number)[]) =>
  Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
const redisNow = async (client: RedisClient) => msOf(await client.time());

describe.each(topologies)('SessionService on %s', (_name, target) => {
  let module: TestingModule;
  let sessions: SessionService;
  let presence: SessionPresence;
  let redis: RedisConnection;
  const activities: SessionActivity[] = [];
  const more: TestingModule[] = [];

  /** Another instance on the same data, with other options. */
  const another = async (options: object = {}, prefix = redis.options.prefix) => {
    const extra = await startModule({ ...target, prefix }, [SessionModule.forRoot({ secret, ...options })]);
    more.push(extra);
    return { sessions: extra.get(SessionService), presence: extra.get(SessionPresence) };
  };
  const hashOf = (sid: string) => sessionKeys(redis.keys('session')).session(partitionOf(sid), sid);

  beforeAll(async () => {
    const onActivity = (seen: readonly SessionActivity[]) => activities.push(...seen);
    const options = { secret, touchIntervalMs: 0, onActivity, activityIntervalMs: 0 };
    module = await startModule(target, [SessionModule.forRoot(options)]);
    sessions = module.get(SessionService);
    presence = module.get(SessionPresence);
    redis = module.get(RedisConnection);
  });
  afterAll(async () => Promise.all([module, ...more].map(async (each) => each.close())));

  it('logs in, verifies, and logs out', async () => {
    const details = { device: 'Firefox on Linux', ip: '192.0.2.7', attributes: { a: [1], n: 0 } };
    const { token, session } = await sessions.create('ada', details);
    expect(session).toMatchObject({ userId: 'ada', version: 1, remembered: false, ...details });
    expect(session.expiresAt - session.createdAt).toBe(30 * 60_000);
    expect(session.absoluteExpiresAt - session.createdAt).toBe(12 * 3_600_000);
    const found = await sessions.verify(token);
    if (!found.active) throw new Error(found.reason);
    const { lastSeenAt, expiresAt } = found.session;
    expect(found.session).toEqual({ ...session, lastSeenAt, expiresAt });
    expect(expiresAt - lastSeenAt).toBe(30 * 60_000);
    expect(await presence.of('ada')).toEqual({ online: true, lastSeenAt });
    await eventually(() =>
      expect(activities).toEqual([
        { userId: 'ada', at: session.createdAt },
        { userId: 'ada', at: lastSeenAt },
      ]),
    );
    expect(await sessions.revoke(session.id)).toBe(true);
    expect(await sessions.revoke(session.id)).toBe(false);
    expect(await sessions.verify(token)).toEqual(ended);
    expect(await sessions.read(session.id)).toBeUndefined();
    expect(await presence.of('ada')).toEqual({ online: false, lastSeenAt });
  });

  it('logs one device out and leaves the others in', async () => {
    const [phone, laptop] = [await sessions.create('bo'), await sessions.create('bo', { remember: true })];
    await sessions.revoke(laptop.session.id);
    expect(await sessions.verify(laptop.token)).toEqual(ended);
    expect(await sessions.verify(phone.token)).toMatchObject({ active: true });
    expect(await presence.isOnline('bo')).toBe(true);
    expect((await sessions.list('bo')).map(({ id }) => id)).toEqual([phone.session.id]);
    // Online until the one that is left ends, not until the one that lasted longer would have.
    const listed = (await presence.list({ limit: 200 })).items.find(({ userId }) => userId === 'bo');
    expect(listed?.expiresAt).toBeLessThan(laptop.session.expiresAt);
  });

  it('logs out everywhere, and everywhere else', async () => {
    const devices = await Promise.all(Array.from({ length: 5 }, async () => sessions.create('cy')));
    const [kept] = devices;
    expect(await sessions.revokeUser('cy', { except: kept?.session.id })).toBe(4);
    const states = await Promise.all(devices.map(async ({ token }) => (await sessions.verify(token)).active));
    expect(states).toEqual([true, false, false, false, false]);
    expect(await redis.client.exists(hashOf(devices[1]?.session.id ?? ''))).toBe(0);
    const stranger = await sessions.create('di');
    expect(await sessions.revokeUser('cy', { except: stranger.session.id })).toBe(1);
    expect(await sessions.revokeUser('cy')).toBe(0);
    expect(await sessions.verify(stranger.token)).toMatchObject({ active: true });
    expect(await presence.isOnline('cy')).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['a word', 'token'],
    ['a session id alone', 'A'.repeat(24)],
    ['no secret', `${'A'.repeat(24)}.`],
    ['a secret that is too long', `${'A'.repeat(24)}.${'A'.repeat(44)}`],
    ['a character of no alphabet', `${'A'.repeat(24)}.${'A'.repeat(42)}!`],
    ['a line break', `${'A'.repeat(24)}.${'A'.repeat(43)}\n`],
    ['a megabyte', 'A'.repeat(1_000_000)],
  ])('refuses %s without asking Redis', async (_what, text) => {
    expect(await sessions.verify(text)).toEqual({ active: false, reason: 'malformed' });
    expect(await sessions.rotate(text)).toBeUndefined();
  });

  it('refuses a wrong secret, and the secret of another session', async () => {
    const [one, two] = [await sessions.create('eve'), await sessions.create('eve')];
    const other = `${one.session.id}.${two.token.slice(25)}`;
    expect(await sessions.verify(other)).toEqual({ active: false, reason: 'wrong_secret' });
    expect(await sessions.verify(`${'A'.repeat(24)}.${two.token.slice(25)}`)).toEqual(ended);
    expect(await sessions.verify(one.token)).toMatchObject({ active: true });
  });

  it('keeps nothing in Redis that a client could present, and makes tokens that repeat in nothing', async () => {
    const issued = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => sessions.create(`flo-${n}`)),
    );
    const secrets = new Set(issued.map(({ token }) => token.slice(25)));
    expect(secrets.size).toBe(200);
    for (const { token, session } of issued) {
      expect(token).toMatch(/^[\w-]{24}\.[\w-]{43}$/);
      const kept = JSON.stringify(await redis.client.hgetall(hashOf(session.id)));
      const plain = createHash('sha256').update(token).digest('base64url');
      for (const text of [token.slice(25), plain]) expect(kept).not.toContain(text);
      expect(session.id).not.toContain('flo');
    }
  });

  it('knows a session that was turned into another user’s from outside, and one that was made there', async () => {
    const { token, session } = await sessions.create('gus');
    const victim = await sessions.create('hal');
    const keys = sessionKeys(redis.keys('session'));
    const [partition, serial] = [partitionOf(session.id), session.id.slice(16)];
    await redis.client.hset(hashOf(session.id), 'u', 'hal');
    await redis.client.zadd(keys.expiry(partition), session.expiresAt, `${serial}:hal`);
    expect(await sessions.verify(token)).toEqual(ended);
    // The MAC of one's own token does not fit another id.
    const mac = (await redis.client.hget(hashOf(session.id), 'h')) ?? '';
    await redis.client.hset(hashOf(victim.session.id), 'h', mac);
    const forged = `${victim.session.id}.${token.slice(25)}`;
    expect(await sessions.verify(forged)).toEqual({ active: false, reason: 'wrong_secret' });
  });

  it('moves to a new key without logging anybody out, and trusts no other', async () => {
    const { token } = await sessions.create('ida');
    const wrong = await another({ secret: 'another key for tests, unknown to the first' });
    expect(await wrong.sessions.verify(token)).toEqual({ active: false, reason: 'wrong_secret' });
    const newSecret = 'the next key for tests, which knows the former';
    const next = await another({ secret: newSecret, previousSecret: secret });
    expect(await next.sessions.verify(token, { touch: false })).toMatchObject({ active: true });
    const later = await another({ secret: newSecret });
    expect(await later.sessions.verify(token)).toMatchObject({ active: true });
    expect(await sessions.verify(token)).toEqual({ active: false, reason: 'wrong_secret' });
  });

  it('refuses a session at its time, and not before, however much it is used', async () => {
    const short = await another({ idleMs: 150, absoluteMs: 400, touchIntervalMs: 0 });
    const { token, session } = await short.sessions.create('joe');
    let { expiresAt } = session;
    for (;;) {
      const before = await redisNow(redis.client);
      const found = await short.sessions.verify(token);
      const after = await redisNow(redis.client);
      if (before >= expiresAt) expect(found).toEqual(ended);
      if (after < expiresAt) expect(found).toMatchObject({ active: true });
      if (!found.active) break;
      expiresAt = found.session.expiresAt;
      expect(expiresAt).toBe(Math.min(found.session.lastSeenAt + 150, session.absoluteExpiresAt));
      await delay(30);
    }
    // However much it was used, the absolute end held.
    expect(await redisNow(redis.client)).toBeGreaterThanOrEqual(session.absoluteExpiresAt);
    expect(await short.presence.isOnline('joe')).toBe(false);
  });

  it('ends a session that is not used, also one that is only looked at', async () => {
    const short = await another({ idleMs: 120, touchIntervalMs: 0 });
    const { token, session } = await short.sessions.create('kim');
    let looks = 0;
    await eventually(async () => {
      const found = await short.sessions.verify(token, { touch: false });
      if (found.active) looks += 1;
      expect(found).toEqual(ended);
    });
    expect(looks).toBeGreaterThan(0);
    expect(await redis.client.exists(hashOf(session.id))).toBe(0);
    expect(await short.sessions.list('kim')).toEqual([]);
  });

  it('writes use down at most every touchIntervalMs, and at least 30 times in the idle time', async () => {
    const calm = await another({ idleMs: 3_600_000, touchIntervalMs: 60_000 });
    const { token, session } = await calm.sessions.create('lou');
    expect(await calm.sessions.verify(token)).toMatchObject({ session: { lastSeenAt: session.createdAt } });
    await redis.client.hset(hashOf(session.id), 't', session.createdAt - 59_000);
    expect(await calm.sessions.verify(token)).toMatchObject({ session: { expiresAt: session.expiresAt } });
    await redis.client.hset(hashOf(session.id), 't', session.createdAt - 60_000);
    const touched = await calm.sessions.verify(token);
    expect(touched.active && touched.session.lastSeenAt >= session.createdAt).toBe(true);
    const quick = await another({ idleMs: 3000, touchIntervalMs: 60_000 });
    const brief = await quick.sessions.create('lou');
    await eventually(async () => {
      const found = await quick.sessions.verify(brief.token);
      expect(found.active && found.session.lastSeenAt > brief.session.createdAt).toBe(true);
    });
  });

  it('tells many who come at once each their own, also beside one that Redis cannot judge', async () => {
    const calm = await another({ touchIntervalMs: 60_000 });
    const issued = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => sessions.create(`crowd-${i}`, { attributes: { i } })),
    );
    const [first, second, third] = issued.map(({ session }) => session.id);
    await sessions.revoke(first ?? '');
    await redis.client.del(hashOf(third ?? ''));
    await redis.client.set(hashOf(third ?? ''), 'not a session');
    const wrong = `${second}.${(issued[4]?.token ?? '').slice(25)}`;
    const told = await Promise.allSettled(
      [...issued.map(({ token }) => token), wrong].map(async (token) => calm.sessions.verify(token)),
    );
    const found = told.map((one) => (one.status === 'rejected' ? 'failed' : one.value));
    expect(found[0]).toEqual(ended);
    expect(found[2]).toBe('failed');
    expect(found.at(-1)).toEqual({ active: false, reason: 'wrong_secret' });
    for (const i of [1, ...Array.from({ length: 97 }, (_, j) => j + 3)])
      expect(found[i]).toMatchObject({
        active: true,
        session: { id: issued[i]?.session.id, userId: `crowd-${i}`, attributes: { i } },
      });
    await redis.client.del(hashOf(third ?? ''));
  });

  it('remembers longer those who asked for it', async () => {
    const { session } = await sessions.create('mia', { remember: true });
    expect(session.remembered).toBe(true);
    expect(session.expiresAt - session.createdAt).toBe(14 * 86_400_000);
    expect(session.absoluteExpiresAt - session.createdAt).toBe(30 * 86_400_000);
  });

  it('lists the sessions of a user, newest first, with what each is', async () => {
    const userAgent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
    const first = await sessions.create('ned', { userAgent, ip: '2001:db8::7' });
    await eventually(async () =>
      expect(await redisNow(redis.client)).toBeGreaterThan(first.session.createdAt),
    );
    const second = await sessions.create('ned', { device: 'the till' });
    const listed = await sessions.list('ned');
    expect(listed).toEqual([second.session, first.session]);
    expect(listed[1]).toMatchObject({ device: 'Safari on iPhone', ip: '2001:db8::7' });
    expect(JSON.stringify(listed)).not.toContain(first.token.slice(25));
  });

  describe('attributes', () => {
    it('are set and removed one by one, and a version tells changes', async () => {
      const { token, session } = await sessions.create('amy', { attributes: { theme: 'dark', old: 1 } });
      const outcome = await sessions.patch(session.id, { cart: { n: 2 }, old: null });
      expect(outcome).toMatchObject({
        patched: true,
        session: { attributes: { theme: 'dark', cart: { n: 2 } }, version: 2 },
      });
      expect(await sessions.patch(session.id, { x: 1 }, { ifVersion: 1 })).toEqual({
        patched: false,
        reason: 'version_mismatch',
      });
      expect(await sessions.patch(session.id, { x: 1 }, { ifVersion: 2 })).toMatchObject({ patched: true });
      const found = await sessions.verify(token);
      expect(found).toMatchObject({
        session: { attributes: { theme: 'dark', cart: { n: 2 }, x: 1 }, version: 3 },
      });
    });

    it('are refused past their limits, with nothing changed', async () => {
      const small = await another({ maxAttributes: 2, maxAttributeBytes: 20 });
      const tooLarge = { code: 'SESSION_ATTRIBUTES_TOO_LARGE' };
      await expect(small.sessions.create('ben', { attributes: { a: 1, b: 2, c: 3 } })).rejects.toMatchObject(
        tooLarge,
      );
      expect(await small.presence.isOnline('ben')).toBe(false);
      const { session } = await small.sessions.create('ben', { attributes: { a: 1, b: 'x'.repeat(14) } });
      expect((await small.sessions.read(session.id))?.attributes).toEqual({ a: 1, b: 'x'.repeat(14) });
      for (const patch of [{ c: 1 }, { b: 'x'.repeat(18) }, { b: 'x'.repeat(30) }])
        await expect(small.sessions.patch(session.id, patch)).rejects.toMatchObject(tooLarge);
      expect((await small.sessions.read(session.id))?.version).toBe(1);
      expect(await small.sessions.patch(session.id, { a: null, c: 1 })).toMatchObject({ patched: true });
    });

    it('cannot touch what the session itself is made of', async () => {
      const { session } = await sessions.create('cat');
      await sessions.patch(session.id, { u: 'root', h: 'x', a: 1, 'd:u': 2 });
      expect(await sessions.read(session.id)).toMatchObject({
        ...session,
        version: 2,
        attributes: { u: 'root', h: 'x', a: 1, 'd:u': 2 },
      });
    });

    it('of a session that has ended are not written', async () => {
      const { session } = await sessions.create('dan');
      await sessions.revoke(session.id);
      expect(await sessions.patch(session.id, { a: 1 })).toEqual({ patched: false, reason: 'ended' });
      expect(await redis.client.exists(hashOf(session.id))).toBe(0);
    });
  });

  describe('the limit of sessions', () => {
    it('lets the oldest give way', async () => {
      const capped = await another({ maxPerUser: 2, onLimit: 'oldest', touchIntervalMs: 0 });
      const [one, two] = [await capped.sessions.create('old'), await capped.sessions.create('old')];
      await capped.sessions.verify(one.token);
      const three = await capped.sessions.create('old');
      const first = [one, two].toSorted((a, b) => a.session.createdAt - b.session.createdAt)[0];
      const states = await Promise.all(
        [one, two, three].map(async ({ token }) => (await capped.sessions.verify(token)).active),
      );
      expect(states.filter(Boolean)).toHaveLength(2);
      if (one.session.createdAt < two.session.createdAt) expect(first).toBe(one);
      expect(states[2]).toBe(true);
    });

    it('lets the least recently used give way', async () => {
      const capped = await another({ maxPerUser: 2, onLimit: 'lru', touchIntervalMs: 0 });
      const one = await capped.sessions.create('lru');
      const two = await capped.sessions.create('lru');
      // Used after the other, by the clock of Redis.
      await eventually(async () => {
        const used = await capped.sessions.verify(one.token);
        expect(used.active && used.session.lastSeenAt > two.session.lastSeenAt).toBe(true);
      });
      const three = await capped.sessions.create('lru');
      const states = await Promise.all(
        [one, two, three].map(async ({ token }) => (await capped.sessions.verify(token)).active),
      );
      expect(states).toEqual([true, false, true]);
      expect(await redis.client.exists(hashOf(two.session.id))).toBe(0);
    });

    it('turns the newcomer away, and lets one in when another has left or expired', async () => {
      const capped = await another({ maxPerUser: 1, onLimit: 'reject', rememberIdleMs: 80 });
      const one = await capped.sessions.create('rej');
      await expect(capped.sessions.create('rej')).rejects.toMatchObject({
        code: 'SESSION_LIMIT',
        kind: 'conflict',
      });
      expect(await capped.sessions.list('rej')).toHaveLength(1);
      await capped.sessions.revoke(one.session.id);
      await capped.sessions.create('rej', { remember: true });
      await eventually(async () =>
        expect(await capped.sessions.create('rej')).toMatchObject({ token: expect.any(String) }),
      );
    });

    it('makes online end with the last that is left, when a longer one gives way', async () => {
      const capped = await another({ maxPerUser: 1, rememberIdleMs: 60_000, idleMs: 100 });
      await capped.sessions.create('gone', { remember: true });
      await capped.sessions.create('gone');
      await eventually(async () => expect(await capped.presence.isOnline('gone')).toBe(false));
    });
  });

  it('logs everybody out', async () => {
    const own = await another({}, `${redis.options.prefix}.everyone`);
    const issued = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => own.sessions.create(`user-${n % 20}`)),
    );
    expect(await own.presence.count()).toEqual({ users: 20, sessions: 40 });
    expect(await own.sessions.revokeEveryone()).toBe(40);
    expect(await own.presence.count()).toEqual({ users: 0, sessions: 0 });
    for (const { token } of issued) expect(await own.sessions.verify(token)).toEqual(ended);
    const again = await own.sessions.create('user-1');
    expect(await own.sessions.verify(again.token)).toMatchObject({ active: true });
    expect(await own.sessions.list('user-1')).toHaveLength(1);
  });
});
