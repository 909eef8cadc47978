import { Logger } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import { SessionModule, SessionService, type SessionActivity } from '../../../src/features/session/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy } from '../../support/proxy.js';
import { startStandalone } from '../../support/servers.js';
import { standalone } from '../../support/topologies.js';

type Batch = readonly SessionActivity[];

describe('activity', () => {
  let module: TestingModule | undefined;
  const start = async (options: object) => {
    module = await startModule(standalone, [SessionModule.forRoot({ touchIntervalMs: 0, ...options })]);
    return module.get(SessionService);
  };
  afterEach(async () => module?.close());

  it('is handed on in lists, in order, and no request waits for it', async () => {
    const batches: Batch[] = [];
    let release = () => {};
    const taken = new Promise<void>((resolve) => (release = resolve));
    const sessions = await start({
      activityIntervalMs: 5,
      onActivity: async (batch: Batch) => {
        batches.push(batch);
        await taken;
      },
    });
    const first = await sessions.create('user-0');
    await eventually(() => expect(batches).toHaveLength(1));
    // One call at a time: while the first has not returned, logins and uses go on and gather.
    for (let n = 1; n <= 40; n++) await sessions.create(`user-${n}`);
    expect(await sessions.verify(first.token)).toMatchObject({ active: true });
    expect(batches).toHaveLength(1);
    release();
    await eventually(() => expect(batches).toHaveLength(2));
    const users = batches.flat().map(({ userId }) => userId);
    expect(users).toEqual([...Array.from({ length: 41 }, (_, n) => `user-${n}`), 'user-0']);
  });

  it('that was not taken is handed on again, and only then what followed', async () => {
    let calls = 0;
    const taken: string[] = [];
    const sessions = await start({
      activityIntervalMs: 5,
      onActivity: (batch: Batch) => {
        calls += 1;
        if (calls < 4) throw new Error('away');
        taken.push(...batch.map(({ userId }) => userId));
      },
    });
    Logger.overrideLogger(false); // it says so in the log
    for (let n = 0; n < 20; n++) await sessions.create(`user-${n}`);
    await eventually(() => expect(taken).toEqual(Array.from({ length: 20 }, (_, n) => `user-${n}`)));
  });

  it('in lists of 500 at most, at once when there are as many', async () => {
    const lengths: number[] = [];
    const sessions = await start({
      activityIntervalMs: 60_000,
      onActivity: (batch: Batch) => lengths.push(batch.length),
    });
    await Promise.all(Array.from({ length: 1100 }, async (_, n) => sessions.create(`user-${n}`)));
    await eventually(() => expect(lengths).toEqual([500, 500]));
    await module?.close();
    expect(lengths).toEqual([500, 500, 100]);
  });

  it('does not hold up a shutdown when it is not taken', async () => {
    const sessions = await start({ activityIntervalMs: 1, onActivity: async () => new Promise(() => {}) });
    await sessions.create('ada');
    const startedAt = performance.now();
    await module?.close();
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });
});

it('costs verify no round trip, however often it is handed on', async () => {
  const server = await startStandalone();
  const proxy = await startProxy(server.port);
  const seen: SessionActivity[] = [];
  const onActivity = (batch: Batch) => seen.push(...batch);
  const module = await startModule({ url: proxy.url }, [
    SessionModule.forRoot({
      touchIntervalMs: 0,
      sweepIntervalMs: 3_600_000,
      activityIntervalMs: 0,
      onActivity,
    }),
  ]);
  try {
    const sessions = module.get(SessionService);
    const { token } = await sessions.create('ada');
    await sessions.verify(token);
    proxy.resetCounts();
    Logger.overrideLogger(false); // it says so in the log
    for (let n = 0; n < 20; n++) await sessions.verify(token);
    expect(proxy.counts.roundTrips).toBe(20);
    await eventually(() => expect(seen).toHaveLength(22));
  } finally {
    await module.close();
    proxy.stop();
    await server.stop();
  }
});
