import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { SessionModule, SessionService } from '../../../src/features/session/index.js';
import { startModule, startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy, type Proxy } from '../../support/proxy.js';
import { startSentinel, startStandalone, type RedisServer } from '../../support/servers.js';

describe.each([
  ['killed', async (server: RedisServer) => server.kill(), async (server: RedisServer) => server.start()],
  ['frozen', async (server: RedisServer) => server.freeze(), async (server: RedisServer) => server.thaw()],
] as const)('sessions with Redis %s', (_how, breakIt, mendIt) => {
  let server: RedisServer;
  let service: TestService;
  beforeAll(async () => {
    server = await startStandalone({ appendOnly: true });
    service = await startService({ url: server.url });
  });
  afterAll(async () => {
    await service.stop();
    await server.stop();
  });

  it('lets nobody in, throws nobody out, and goes on when Redis is back', async () => {
    const { body, headers } = await service.request('POST', '/v1/sessions', { userId: 'ada' });
    expect(headers.get('set-cookie')).toBeNull();
    // Of another user: a command that a frozen Redis did not answer may still be carried out when it thaws.
    const other = (await service.request('POST', '/v1/sessions', { userId: 'cy' })).body['session'] as {
      id: string;
    };
    const cookie = { cookie: `__Host-session=${String(body['token'])}` };
    expect((await service.request('GET', '/v1/sessions/current', undefined, cookie)).status).toBe(200);
    await breakIt(server);
    for (const [method, path, given] of [
      ['GET', '/v1/sessions/current', undefined],
      ['PATCH', '/v1/sessions/current', { attributes: { a: 1 } }],
      ['DELETE', '/v1/sessions/current', undefined],
      ['POST', '/v1/sessions', { userId: 'bo' }],
      ['POST', '/v1/sessions/verify', { token: body['token'] }],
      ['DELETE', `/v1/users/cy/sessions/${other.id}`, undefined],
      ['GET', '/v1/users/ada/sessions', undefined],
      ['GET', '/v1/users/ada/online', undefined],
      ['GET', '/v1/users/online', undefined],
      ['GET', '/v1/users/online/count', undefined],
      ['GET', '/v1/sessions/events', undefined],
    ] as const) {
      const startedAt = performance.now();
      const answer = await service.request(method, path, given, cookie);
      expect([method, path, answer.status]).toEqual([method, path, 503]);
      expect(answer.body).toMatchObject({ code: 'REDIS_UNAVAILABLE' });
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(performance.now() - startedAt).toBeLessThan(1000);
    }
    await mendIt(server);
    await eventually(async () =>
      expect((await service.request('GET', '/v1/users/online/count')).status).toBe(200),
    );
    expect(await service.request('GET', '/v1/sessions/current', undefined, cookie)).toMatchObject({
      status: 200,
      body: { userId: 'ada' },
    });
    expect(await service.request('GET', '/v1/users/ada/online')).toMatchObject({ body: { online: true } });
  });
});

describe('round trips', () => {
  it('are one to verify, touch or not', async () => {
    const server = await startStandalone();
    const proxy: Proxy = await startProxy(server.port);
    const module: TestingModule = await startModule({ url: proxy.url }, [
      SessionModule.forRoot({ touchIntervalMs: 0, sweepIntervalMs: 3_600_000 }),
    ]);
    const sessions = module.get(SessionService);
    try {
      const { token, session } = await sessions.create('ada');
      await sessions.verify(token);
      for (const touch of [true, false]) {
        proxy.resetCounts();
        const found = await sessions.verify(token, { touch });
        expect(found.active).toBe(true);
        expect(proxy.counts.roundTrips).toBe(1);
      }
      proxy.resetCounts();
      expect(await sessions.revoke(session.id)).toBe(true);
      expect(await sessions.verify(token)).toMatchObject({ active: false });
      expect(proxy.counts.roundTrips).toBeLessThanOrEqual(3); // revoke's script is not known there yet
    } finally {
      await module.close();
      proxy.stop();
      await server.stop();
    }
  });
});

describe('durability: replicated', () => {
  it('says when no replica has it, and it is done all the same', async () => {
    const server = await startStandalone();
    const module = await startModule({ url: server.url }, [
      SessionModule.forRoot({ durability: 'replicated', replicaTimeoutMs: 50 }),
    ]);
    const sessions = module.get(SessionService);
    try {
      const { token, session } = await sessions.create('ada');
      await expect(sessions.revoke(session.id)).rejects.toMatchObject({ code: 'SESSION_NOT_REPLICATED' });
      expect(await sessions.verify(token)).toEqual({ active: false, reason: 'ended' });
    } finally {
      await module.close();
      await server.stop();
    }
  });

  it('keeps what it acknowledged over a failover', async () => {
    const servers = await startSentinel();
    const module = await startModule({ sentinels: servers.addresses, sentinelName: servers.name }, [
      SessionModule.forRoot({ durability: 'replicated', replicaTimeoutMs: 5000, maxPerUser: 500 }),
    ]);
    const sessions = module.get(SessionService);
    try {
      const [gone, kept] = [await sessions.create('ada'), await sessions.create('ada')];
      const rotated = await sessions.rotate(kept.token);
      if (!rotated) throw new Error('It was not rotated');
      const many = await Promise.all(Array.from({ length: 200 }, async () => sessions.create('bo')));
      // The last write before the end of the master, so that none that follows it carries it to the replica.
      expect(await sessions.revoke(gone.session.id)).toBe(true);
      const { master } = servers;
      // And some while it ends: each is acknowledged or not, and what was acknowledged is done.
      let acknowledged = 0;
      let killed: Promise<unknown> | undefined;
      const revokes = many.map(async ({ token, session }, n) => {
        await delay(n);
        await sessions.revoke(session.id);
        acknowledged += 1;
        if (acknowledged === 40) killed = master.kill();
        return token;
      });
      const outcomes = await Promise.allSettled(revokes);
      await killed;
      await servers.waitForMaster({ not: master });
      const done = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      expect(done.length).toBeGreaterThanOrEqual(40);
      for (const each of outcomes)
        if (each.status === 'rejected')
          expect((each.reason as { code: string }).code).toMatch(/REDIS_UNAVAILABLE|SESSION_NOT_REPLICATED/);
      await eventually(async () =>
        expect(await sessions.verify(gone.token)).toMatchObject({ reason: 'ended' }),
      );
      for (const token of done) expect(await sessions.verify(token)).toMatchObject({ active: false });
      expect(await sessions.verify(rotated.token)).toMatchObject({ active: true });
      expect(await sessions.verify(kept.token)).toMatchObject({ active: false });
    } finally {
      await module.close();
      await servers.stop();
    }
  }, 45_000);
});
