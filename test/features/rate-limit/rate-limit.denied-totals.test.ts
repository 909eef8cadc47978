import type { TestingModule } from '@nestjs/testing';
import { DeniedTotals, RateLimitModule, RateLimitService } from '../../../src/features/rate-limit/index.js';
import { rateLimitKeys } from '../../../src/features/rate-limit/rate-limit.keys.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone } from '../../support/servers.js';
import { topologies, uniquePrefix, type RedisTarget } from '../../support/topologies.js';

/** Longer than from one beat to the next. */
const BEAT = { withinMs: 15_000 };

const open = async (target: RedisTarget) =>
  startModule(target, [RateLimitModule.forRoot({ policies: { api: { limit: 1, windowMs: 3_600_000 } } })]);

const deny = async (module: TestingModule, subject: string, times: number) => {
  for (let i = 0; i <= times; i++) await module.get(RateLimitService).take('api', subject);
};

const rows = async (module: TestingModule) => {
  const { items, everywhere } = await module.get(DeniedTotals).list();
  return { everywhere, items: items.map(({ subject, count }) => `${subject} ${count}`) };
};

describe.each(topologies)('whom all processes have denied on %s', (_, target) => {
  it('is added up, the most denied first, as long as they run', async () => {
    const shared = { ...target, prefix: uniquePrefix() };
    const [here, there] = await Promise.all([open(shared), open(shared)]);
    expect(await rows(here)).toEqual({ everywhere: true, items: [] });
    await deny(here, 'ada', 2);
    await deny(there, 'grace', 4);
    // The one take that is allowed was taken here.
    for (let i = 0; i < 3; i++) await there.get(RateLimitService).take('api', 'ada');
    expect(await rows(here)).toMatchObject({ items: expect.arrayContaining(['ada 2']) }); // its own at once
    const all = { everywhere: true, items: ['ada 5', 'grace 4'] };
    await eventually(async () => expect([await rows(here), await rows(there)]).toEqual([all, all]), BEAT);
    await there.close();
    expect(await rows(here)).toEqual({ everywhere: true, items: ['ada 2'] });
    await here.close();
  }, 30_000);

  it('leaves out who has not told for 15 s, and what nobody understands', async () => {
    const module = await open(target);
    const redis = module.get(RedisConnection);
    const { heard, reports } = rateLimitKeys(redis.keys('rate-limit')).denied();
    const told = JSON.stringify([{ policy: 'api', subject: 'mary', count: 1, lastAt: 1 }]);
    await redis.client.hset(reports, { dead: told, alive: told, other: '{"version":2}' });
    await redis.client.zadd(heard, Date.now() - 16_000, 'dead');
    await redis.client.zadd(heard, Date.now() - 10_000, 'alive', Date.now(), 'other');
    expect(await rows(module)).toEqual({ everywhere: true, items: ['mary 1'] });
    await module.close();
  });
});

it('is that of this process, and says so, while Redis does not answer', async () => {
  const server = await startStandalone();
  const module = await open({ url: server.url });
  await deny(module, 'ada', 1);
  server.freeze();
  expect(await rows(module)).toEqual({ everywhere: false, items: ['ada 1'] });
  server.thaw();
  await eventually(async () => expect(await rows(module)).toEqual({ everywhere: true, items: ['ada 1'] }));
  await module.close();
  await server.stop();
}, 30_000);
