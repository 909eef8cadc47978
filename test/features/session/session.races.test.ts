import type { TestingModule } from '@nestjs/testing';
import { SessionModule, SessionPresence, SessionService } from '../../../src/features/session/index.js';
import { sessionKeys } from '../../../src/features/session/session.keys.js';
import { partitionOf } from '../../../src/features/session/session.token.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

const ROUNDS = 200;

// Instances of one service that share nothing but Redis, each on its own connection: what they send is really at once.
describe.each(topologies)('at the same moment, on %s', (_name, target) => {
  const modules: TestingModule[] = [];
  const start = async (options: object = {}, prefix?: string) => {
    const where = prefix === undefined ? target : { ...target, prefix };
    const module = await startModule(where, [SessionModule.forRoot({ touchIntervalMs: 0, ...options })]);
    modules.push(module);
    return module;
  };
  const pair = async (options: object = {}) => {
    const first = await start(options);
    const second = await start(options, first.get(RedisConnection).options.prefix);
    return { first, one: first.get(SessionService), two: second.get(SessionService) };
  };
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  it('a logout beats every touch, save and rotation that is under way', async () => {
    const { first, one, two } = await pair();
    const redis = first.get(RedisConnection);
    for (let round = 0; round < ROUNDS; round++) {
      const { token, session } = await one.create(`user-${round % 7}`);
      await Promise.all([
        two.verify(token),
        one.patch(session.id, { k: 1 }),
        two.rotate(token),
        one.revoke(session.id),
        one.renew(token),
        two.patch(session.id, { k: 2 }),
        one.verify(token),
      ]);
      expect((await two.verify(token)).active).toBe(false);
      const key = sessionKeys(redis.keys('session')).session(partitionOf(session.id), session.id);
      expect(await redis.client.exists(key)).toBe(0);
    }
    expect(await first.get(SessionPresence).count()).toEqual({ users: 0, sessions: 0 });
  });

  it('“log out my others” and a login leave a session that is listed, or none', async () => {
    const { first, one, two } = await pair();
    for (let round = 0; round < ROUNDS; round++) {
      const user = `user-${round}`;
      const [kept, other] = await Promise.all([one.create(user), two.create(user)]);
      const [, late] = await Promise.all([
        one.revokeUser(user, { except: kept.session.id }),
        two.create(user),
      ]);
      const listed = (await one.list(user)).map(({ id }) => id).toSorted();
      const alive: string[] = [];
      for (const { token, session } of [kept, other, late])
        if ((await two.verify(token)).active) alive.push(session.id);
      expect(alive.toSorted()).toEqual(listed);
      expect(alive).toContain(kept.session.id);
      expect(alive).not.toContain(other.session.id);
      expect(await one.revokeUser(user)).toBe(alive.length);
      expect(await first.get(SessionPresence).isOnline(user)).toBe(false);
    }
  });

  it('two who log out everywhere count each session once', async () => {
    const { one, two } = await pair();
    for (let round = 0; round < 50; round++) {
      const user = `user-${round}`;
      await Promise.all(Array.from({ length: 4 }, async () => one.create(user)));
      const counts = await Promise.all([one.revokeUser(user), two.revokeUser(user), one.revokeUser(user)]);
      expect(counts.reduce((sum, count) => sum + count)).toBe(4);
    }
  });

  it.each(['lru', 'oldest', 'reject'] as const)(
    '50 logins at a cap of 3 leave 3, with onLimit %s',
    async (onLimit) => {
      const { first, one, two } = await pair({ maxPerUser: 3, onLimit });
      for (let round = 0; round < 10; round++) {
        const user = `user-${round}`;
        const attempts = await Promise.allSettled(
          Array.from({ length: 50 }, async (_, n) => (n % 2 ? one : two).create(user)),
        );
        const issued = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
        expect(issued).toHaveLength(onLimit === 'reject' ? 3 : 50);
        const states = await Promise.all(
          issued.map(async ({ token }) => one.verify(token, { touch: false })),
        );
        expect(states.filter(({ active }) => active)).toHaveLength(3);
        expect(await one.list(user)).toHaveLength(3);
      }
      expect(await first.get(SessionPresence).count()).toEqual({ users: 10, sessions: 30 });
    },
  );

  it('all of 40 who write different attributes last, and one of 10 with the same version', async () => {
    const { one, two } = await pair();
    for (let round = 0; round < 10; round++) {
      const { session } = await one.create('ada');
      await Promise.all(
        Array.from({ length: 40 }, async (_, n) => (n % 2 ? one : two).patch(session.id, { [`k${n}`]: n })),
      );
      const written = await one.read(session.id);
      expect(Object.keys(written?.attributes ?? {})).toHaveLength(40);
      expect(written?.version).toBe(41);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, async (_, n) =>
          (n % 2 ? one : two).patch(session.id, { z: n }, { ifVersion: 41 }),
        ),
      );
      expect(outcomes.filter(({ patched }) => patched)).toHaveLength(1);
    }
  });

  it('a theft ends the session once, whoever notices it', async () => {
    const { one, two } = await pair({ graceMs: 0 });
    for (let round = 0; round < 50; round++) {
      const { token, session } = await one.create('bo');
      const next = await one.rotate(token);
      const found = await Promise.all([one.verify(token), two.verify(token), one.verify(next?.token ?? '')]);
      expect(found.slice(0, 2).map((result) => result.active)).toEqual([false, false]);
      expect(await one.verify(next?.token ?? '')).toEqual({ active: false, reason: 'ended' });
      expect(await two.revoke(session.id)).toBe(false);
    }
  });
});
