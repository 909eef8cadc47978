import { setImmediate } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import {
  SessionEvents,
  SessionModule,
  SessionPresence,
  SessionService,
} from '../../../src/features/session/index.js';
import { sessionKeys } from '../../../src/features/session/session.keys.js';
import { partitionOf } from '../../../src/features/session/session.token.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('tokens on %s', (_name, target) => {
  let module: TestingModule;
  let sessions: SessionService;
  let redis: RedisConnection;

  beforeAll(async () => {
    module = await startModule(target, [SessionModule.forRoot({ renewAfterMs: 3_600_000, graceMs: 30_000 })]);
    sessions = module.get(SessionService);
    redis = module.get(RedisConnection);
  });
  afterAll(async () => module.close());

  /** Makes the last rotation (or the login) as old as this, so that no test has to wait for it. */
  const age = async (sid: string, ms: number) => {
    const key = sessionKeys(redis.keys('session')).session(partitionOf(sid), sid);
    const fields = await redis.client.hgetall(key);
    await redis.client.hset(key, 'ra', Number(fields['ra'] ?? fields['c']) - ms);
    if (Number(fields['pe'] ?? 0) > 0) await redis.client.hset(key, 'pe', Number(fields['pe']) - ms);
  };
  const reasonOf = async (token: string) => {
    const found = await sessions.verify(token);
    return found.active ? 'active' : found.reason;
  };

  it('replaces a token: the old one ends at once, the session stays what it was', async () => {
    const { token, session } = await sessions.create('ada', { attributes: { a: 1 } });
    const next = await sessions.rotate(token);
    expect(next?.session).toEqual(session);
    expect(next?.token.slice(0, 25)).toBe(token.slice(0, 25));
    expect(next?.token).not.toBe(token);
    expect(await reasonOf(token)).toBe('rotated');
    expect(await sessions.rotate(token)).toBeUndefined();
    expect(await reasonOf(next?.token ?? '')).toBe('active');
  });

  it('notes when a user has proved again who they are', async () => {
    const { token, session } = await sessions.create('bo');
    const next = await sessions.rotate(token, { reauthenticated: true });
    expect(next?.session.authenticatedAt).toBeGreaterThanOrEqual(session.authenticatedAt);
    const found = await sessions.verify(next?.token ?? '');
    expect(found).toMatchObject({ session: { authenticatedAt: next?.session.authenticatedAt } });
  });

  it('ends the session when a token is used long after its rotation, with an event, and no other of the user', async () => {
    const [{ token, session }, other] = [await sessions.create('cy'), await sessions.create('cy')];
    const next = await sessions.rotate(token);
    await age(session.id, 29_000);
    expect(await reasonOf(token)).toBe('rotated');
    await age(session.id, 2000);
    expect(await reasonOf(token)).toBe('reused');
    expect(await reasonOf(next?.token ?? '')).toBe('ended');
    expect(await reasonOf(token)).toBe('ended');
    expect(await reasonOf(other.token)).toBe('active');
    expect(await module.get(SessionPresence).isOnline('cy')).toBe(true);
    const { items } = await module.get(SessionEvents).read({ limit: 200 });
    const told = items.filter(({ sessionId }) => sessionId === session.id).map(({ type }) => type);
    expect(told).toEqual(['created', 'rotated', 'reused']);
  });

  it('ends it in the step that finds the reuse: nothing sent right behind it gets through', async () => {
    for (let round = 0; round < 100; round++) {
      const { token, session } = await sessions.create('ivy');
      const next = await sessions.rotate(token);
      await age(session.id, 31_000);
      // In this order on one connection: what comes behind finds the session ended, and not about to be.
      const verified = [reasonOf(token), reasonOf(next?.token ?? '')];
      await setImmediate();
      const answers = await Promise.all([
        ...verified,
        sessions.patch(session.id, { a: 1 }),
        sessions.rotate(next?.token ?? ''),
        module.get(SessionPresence).isOnline('ivy'),
      ]);
      expect(answers).toEqual(['reused', 'ended', { patched: false, reason: 'ended' }, undefined, false]);
    }
  });

  it('refuses what is two rotations old without ending the session', async () => {
    const { token } = await sessions.create('di');
    const second = await sessions.rotate(token);
    const third = await sessions.rotate(second?.token ?? '');
    expect(await reasonOf(token)).toBe('wrong_secret');
    expect(await reasonOf(third?.token ?? '')).toBe('active');
  });

  it('says when a token is old, and renews it without a moment in which none is good', async () => {
    const { token, session } = await sessions.create('eve');
    expect(await sessions.verify(token)).toMatchObject({ renewDue: false });
    await age(session.id, 3_600_000);
    expect(await sessions.verify(token)).toMatchObject({ renewDue: true });
    const next = await sessions.renew(token);
    // Until the new one is used both are good, whatever happened to the answer that carried it.
    await age(session.id, 29_000);
    expect(await sessions.verify(token)).toMatchObject({ active: true, renewDue: false });
    expect(await sessions.verify(next?.token ?? '')).toMatchObject({ active: true, renewDue: false });
    // Now the old one has as long as a request may be under way.
    expect(await reasonOf(token)).toBe('active');
    await age(session.id, 31_000);
    expect(await reasonOf(token)).toBe('reused');
  });

  it('asks nobody to renew what has been renewed: the new token came, the old one is only still on its way', async () => {
    const { token, session } = await sessions.create('pia');
    await age(session.id, 3_700_000);
    const next = await sessions.renew(token);
    await age(session.id, 40_000);
    expect(await sessions.verify(token)).toMatchObject({ active: true, renewDue: true });
    expect(await sessions.verify(next?.token ?? '')).toMatchObject({ active: true, renewDue: false });
    expect(await sessions.verify(token)).toMatchObject({ active: true, renewDue: false });
  });

  it('renews once more when the new token was lost on its way', async () => {
    const { token, session } = await sessions.create('flo');
    await age(session.id, 3_600_000);
    const lost = await sessions.renew(token);
    expect(await sessions.renew(token)).toBeUndefined();
    await age(session.id, 31_000);
    expect(await sessions.verify(token)).toMatchObject({ active: true, renewDue: true });
    const next = await sessions.renew(token);
    expect(await reasonOf(lost?.token ?? '')).toBe('wrong_secret');
    expect(await reasonOf(next?.token ?? '')).toBe('active');
  });

  it('hands one of many who rotate at once a token, and never two', async () => {
    for (let round = 0; round < 200; round++) {
      const { token } = await sessions.create(`gus-${round % 7}`);
      const renewing = round % 2 === 0;
      const results = await Promise.all(
        Array.from({ length: 4 }, async () => (renewing ? sessions.renew(token) : sessions.rotate(token))),
      );
      const [winner, ...others] = results.filter((result) => result !== undefined);
      expect(others).toEqual([]);
      expect(await reasonOf(winner?.token ?? '')).toBe('active');
      expect(await reasonOf(token)).toBe(renewing ? 'active' : 'rotated');
    }
  });

  it('rotates nothing that has ended', async () => {
    const { token, session } = await sessions.create('hal');
    await sessions.revoke(session.id);
    expect(await sessions.rotate(token)).toBeUndefined();
    expect(await sessions.renew(token)).toBeUndefined();
    expect(await reasonOf(token)).toBe('ended');
    const short = await sessions.create('hal');
    await redis.client.zadd(
      sessionKeys(redis.keys('session')).expiry(partitionOf(short.session.id)),
      1,
      `${short.session.id.slice(16)}:hal`,
    );
    await eventually(async () => expect(await sessions.rotate(short.token)).toBeUndefined());
  });
});
