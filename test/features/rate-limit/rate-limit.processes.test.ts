import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { RateLimitLeases, RateLimitModule } from '../../../src/features/rate-limit/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';
import type { Order } from './hammer.js';

const HOUR_MS = 3_600_000;
const policies = {
  gcra: { limit: 100, windowMs: HOUR_MS },
  'token-bucket': { algorithm: 'token-bucket', limit: 100, windowMs: HOUR_MS },
  'sliding-window': { algorithm: 'sliding-window', limit: 100, windowMs: HOUR_MS },
  'fixed-window': { algorithm: 'fixed-window', limit: 100, windowMs: HOUR_MS },
  sharded: { algorithm: 'fixed-window', limit: 100, windowMs: HOUR_MS, shards: 4 },
  concurrency: { algorithm: 'concurrency', limit: 100, windowMs: HOUR_MS },
  short: { algorithm: 'concurrency', limit: 3, windowMs: 700 },
} as const;

describe.each(topologies)('four processes on %s', (_name, target) => {
  const prefix = uniquePrefix();
  let children: ChildProcess[] = [];

  const start = () =>
    fork(new URL('hammer-child.mjs', import.meta.url), [
      JSON.stringify({ ...target, prefix }),
      JSON.stringify(policies),
    ]);
  const answer = async (child: ChildProcess): Promise<unknown> =>
    ((await once(child, 'message')) as unknown[])[0];
  const order = async (child: ChildProcess, what: Order): Promise<number> => {
    const told = answer(child);
    child.send(what);
    return Number(await told);
  };

  beforeAll(async () => {
    children = Array.from({ length: 4 }, start);
    await Promise.all(children.map(answer));
  }, 60_000);
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  it.each(['gcra', 'token-bucket', 'sliding-window', 'fixed-window', 'concurrency'])(
    'pass exactly the limit of %s, all together',
    async (policy) => {
      const passed = await Promise.all(
        children.map(async (child) => order(child, { policy, subject: 'all', times: 200 })),
      );
      expect(passed.reduce((sum, n) => sum + n)).toBe(100);
    },
  );

  it('pass no more than the limit where it is spread over shards', async () => {
    const passed = await Promise.all(
      children.map(async (child) => order(child, { policy: 'sharded', subject: 'all', times: 200 })),
    );
    expect(passed.reduce((sum, n) => sum + n)).toBe(100);
  });

  it('give back the places of one that is killed, when its leases end', async () => {
    const victim = start();
    await answer(victim);
    expect(await order(victim, { policy: 'short', subject: 'crash', times: 5 })).toBe(3);
    victim.kill('SIGKILL');
    const module = await startModule({ ...target, prefix }, [
      RateLimitModule.forRoot({ policies, decideWithinMs: 20_000 }),
    ]);
    try {
      await eventually(async () =>
        expect(await module.get(RateLimitLeases).acquire('short', 'crash')).toMatchObject({ allowed: true }),
      );
    } finally {
      await module.close();
    }
  });
});
