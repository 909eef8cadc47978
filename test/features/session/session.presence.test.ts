import type { TestingModule } from '@nestjs/testing';
import {
  SessionEvents,
  SessionModule,
  SessionPresence,
  SessionService,
  type SessionEvent,
} from '../../../src/features/session/index.js';
import { sessionKeys } from '../../../src/features/session/session.keys.js';
import { SessionPartitions } from '../../../src/features/session/session.partitions.js';
import { partitionOf } from '../../../src/features/session/session.token.js';
import { SessionSweeper } from '../../../src/features/session/session.worker.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('who is online, on %s', (_name, target) => {
  const modules: TestingModule[] = [];
  /** An instance with data of its own. */
  const start = async (options: object = {}) => {
    const module = await startModule(target, [SessionModule.forRoot({ touchIntervalMs: 0, ...options })]);
    modules.push(module);
    return {
      module,
      sessions: module.get(SessionService),
      presence: module.get(SessionPresence),
      events: module.get(SessionEvents),
      redis: module.get(RedisConnection),
    };
  };
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  /** All pages, one after the other; `between` happens in between. */
  const walk = async (presence: SessionPresence, limit: number, between?: () => Promise<unknown>) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await presence.list({ limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      seen.push(...page.items.map(({ userId }) => userId));
      cursor = page.nextCursor ?? undefined;
      await between?.();
    } while (cursor);
    return seen;
  };

  it('lists and counts every user once, however many devices, in pages of any size', async () => {
    const { sessions, presence } = await start();
    expect(await presence.list()).toEqual({ items: [], nextCursor: null });
    const users = Array.from({ length: 60 }, (_, n) => `user ${n} {x}:é`);
    await Promise.all([...users, ...users].map(async (user) => sessions.create(user)));
    expect(await presence.count()).toEqual({ users: 60, sessions: 120 });
    for (const limit of [1, 7, 60, 200]) {
      const seen = await walk(presence, limit);
      expect(seen.toSorted()).toEqual(users.toSorted());
    }
  });

  it('misses nobody who stays, while others come, go and are active', async () => {
    const { sessions, presence } = await start();
    const issued = await Promise.all(
      Array.from({ length: 80 }, async (_, n) => sessions.create(`user-${n}`)),
    );
    let step = 0;
    const seen = await walk(presence, 5, async () => {
      const [gone, active] = [issued[step], issued[79 - step]];
      step += 1;
      await Promise.all([
        gone && sessions.revoke(gone.session.id),
        active && sessions.verify(active.token),
        sessions.create(`late-${step}`),
      ]);
    });
    const stayed = issued.slice(step).map(({ session }) => session.userId);
    expect(stayed.length).toBeGreaterThan(40);
    for (const user of stayed) expect(seen).toContain(user);
  });

  it('pages through users of one millisecond, also when the one at the cursor is gone', async () => {
    const { presence, redis } = await start();
    const endsAt = Date.now() + 60_000;
    const key = sessionKeys(redis.keys('session')).online(3);
    const users = Array.from({ length: 50 }, (_, n) => `same-${String(n).padStart(2, '0')}`);
    for (const user of users) await redis.client.zadd(key, endsAt, user);
    expect(await walk(presence, 7)).toEqual(users);
    const first = await presence.list({ limit: 7 });
    await redis.client.zrem(key, users[6] ?? '');
    const rest = await presence.list({ limit: 100, cursor: first.nextCursor ?? '' });
    expect(rest.items.map(({ userId }) => userId)).toEqual(expect.arrayContaining(users.slice(7)));
  });

  it.each(['x', 'MTY6MTph', Buffer.from('1:2').toString('base64url'), 'é'])(
    'refuses the cursor %j',
    async (cursor) => {
      const { presence } = await start();
      await expect(presence.list({ cursor })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    },
  );

  it('answers for many users at once, in order', async () => {
    const { sessions, presence } = await start();
    await Promise.all(Array.from({ length: 30 }, async (_, n) => sessions.create(`user-${n * 2}`)));
    const users = Array.from({ length: 60 }, (_, n) => `user-${n}`);
    const answers = await presence.ofMany(users);
    expect(answers.map(({ userId }) => userId)).toEqual(users);
    expect(answers.map(({ online }) => online)).toEqual(users.map((_, n) => n % 2 === 0));
    expect(await presence.lastSeen('user-0')).toEqual(expect.any(Number));
    expect(await presence.lastSeen('user-1')).toBeNull();
    await expect(presence.ofMany(Array.from({ length: 501 }, () => 'x'))).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('is right with no sweep, and keeps nothing once there was one', async () => {
    const { module, sessions, presence, redis, events } = await start({
      idleMs: 60,
      sweepIntervalMs: 3_600_000,
      lastSeenKeepMs: 60,
    });
    const issued = await Promise.all(
      Array.from({ length: 250 }, async (_, n) => sessions.create(`user-${n}`)),
    );
    await eventually(async () => expect(await presence.count()).toEqual({ users: 0, sessions: 0 }));
    expect(await presence.list()).toEqual({ items: [], nextCursor: null });
    expect(await presence.isOnline('user-1')).toBe(false);
    const places = module.get(SessionPartitions).all;
    const left = async () => {
      const sizes = await Promise.all(
        places.flatMap(({ expiry, online, seen }) =>
          [expiry, online, seen].map(async (key) => redis.client.zcard(key)),
        ),
      );
      return sizes.reduce((sum, size) => sum + size, 0);
    };
    expect(await left()).toBe(750);
    // Two at once: each entry is swept by one of them, and told once.
    const sweeper = module.get(SessionSweeper);
    await Promise.all([sweeper.sweep(), sweeper.sweep()]);
    expect(await left()).toBe(0);
    const told: SessionEvent[] = [];
    let cursor = '';
    for (;;) {
      const page = await events.read({ limit: 200, cursor });
      if (page.items.length === 0) break;
      told.push(...page.items);
      cursor = page.nextCursor;
    }
    const expired = told.filter(({ type }) => type === 'expired');
    expect(expired).toHaveLength(issued.length);
    expect(new Set(expired.map(({ sessionId }) => sessionId))).toEqual(
      new Set(issued.map(({ session }) => session.id)),
    );
    for (const { session } of issued)
      expect(expired).toContainEqual({
        type: 'expired',
        at: session.expiresAt,
        userId: session.userId,
        sessionId: session.id,
        reason: null,
      });
  });

  it('sweeps by itself', async () => {
    const { module, sessions, redis } = await start({ idleMs: 50, sweepIntervalMs: 20 });
    const { session } = await sessions.create('ada');
    const { expiry } = module.get(SessionPartitions).all[partitionOf(session.id)] ?? { expiry: '' };
    await eventually(async () => expect(await redis.client.exists(expiry)).toBe(0));
  });

  it('tells what happened, in order, each thing once, from wherever one stopped reading', async () => {
    const { sessions, events } = await start({ maxPerUser: 1, eventsKept: 1600 });
    const start0 = await events.read();
    expect(start0.items).toEqual([]);
    const first = await sessions.create('ada');
    const second = await sessions.create('ada');
    await sessions.rotate(second.token);
    await sessions.revoke(second.session.id, { reason: 'by an admin' });
    const told = await events.read({ cursor: start0.nextCursor });
    const of = (session: { id: string }) => ({
      userId: 'ada',
      sessionId: session.id,
      at: expect.any(Number),
    });
    expect(told.items).toEqual([
      { type: 'created', ...of(first.session), reason: null },
      { type: 'revoked', ...of(first.session), reason: 'limit' },
      { type: 'created', ...of(second.session), reason: null },
      { type: 'rotated', ...of(second.session), reason: null },
      { type: 'revoked', ...of(second.session), reason: 'by an admin' },
    ]);
    const rest: string[] = [];
    let cursor = told.items.length > 0 ? (await events.read({ limit: 2 })).nextCursor : '';
    for (;;) {
      const page = await events.read({ limit: 2, cursor });
      if (page.items.length === 0) break;
      rest.push(...page.items.map(({ type }) => type));
      cursor = page.nextCursor;
    }
    expect(rest).toEqual(['created', 'rotated', 'revoked']);
    expect((await events.read({ cursor: told.nextCursor })).items).toEqual([]);
    await sessions.create('bo');
    await sessions.revokeEveryone();
    const later = await events.read({ cursor: told.nextCursor });
    expect(later.items.map(({ type, userId, reason }) => [type, userId, reason])).toEqual([
      ['created', 'bo', null],
      ['revoked', null, 'everyone'],
    ]);
    for (const bad of ['x', '1-1', '.'.repeat(16), `${'1-1.'.repeat(15)}+`])
      await expect(events.read({ cursor: bad })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('keeps about as many events as told', async () => {
    const { module, sessions, redis } = await start({ eventsKept: 16 * 50 });
    for (let round = 0; round < 6; round++)
      await Promise.all(Array.from({ length: 100 }, async () => sessions.create('ada')));
    const lengths = await Promise.all(
      module.get(SessionPartitions).all.map(async ({ events }) => redis.client.xlen(events)),
    );
    // Redis trims whole nodes of a hundred entries.
    expect(Math.max(...lengths)).toBeLessThanOrEqual(200);
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(50);
  });
});
