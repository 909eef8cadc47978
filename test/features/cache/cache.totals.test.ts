import type { TestingModule } from '@nestjs/testing';
import { CacheModule, CacheService, CacheTotals } from '../../../src/features/cache/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone } from '../../support/servers.js';
import { topologies, uniquePrefix, type RedisTarget } from '../../support/topologies.js';

/** Longer than from one beat to the next. */
const BEAT = { withinMs: 15_000 };

const open = async (target: RedisTarget) => startModule(target, [CacheModule.forRoot({})]);

/** Asks that often for what is not there. */
const read = async (module: TestingModule, namespace: string, times: number) => {
  const cache = module.get(CacheService).namespace(namespace);
  for (let i = 0; i < times; i++) await cache.get('nothing');
};

const counted = async (module: TestingModule, namespace: string) => {
  const { namespaces, everywhere } = await module.get(CacheTotals).read();
  return { everywhere, misses: namespaces[namespace]?.['misses'] ?? 0 };
};

describe.each(topologies)('what the caches of all processes have done on %s', (_, target) => {
  it('is added up by namespace, as long as they run', async () => {
    const shared = { ...target, prefix: uniquePrefix() };
    const [here, there] = await Promise.all([open(shared), open(shared)]);
    await read(here, 'pages', 3);
    await read(there, 'pages', 4);
    await read(there, 'users', 2);
    expect((await counted(here, 'pages')).misses).toBeGreaterThanOrEqual(3); // its own at once
    const all = [
      { everywhere: true, misses: 7 },
      { everywhere: true, misses: 2 },
    ];
    for (const module of [here, there])
      await eventually(
        async () => expect([await counted(module, 'pages'), await counted(module, 'users')]).toEqual(all),
        BEAT,
      );
    await there.close();
    expect(await counted(here, 'pages')).toEqual({ everywhere: true, misses: 3 });
    expect(await counted(here, 'users')).toEqual({ everywhere: true, misses: 0 });
    await here.close();
  }, 30_000);
});

it('is that of this process, and says so, while Redis does not answer', async () => {
  const server = await startStandalone();
  const module = await open({ url: server.url });
  await read(module, 'pages', 2);
  server.freeze();
  expect(await counted(module, 'pages')).toEqual({ everywhere: false, misses: 2 });
  server.thaw();
  await eventually(async () =>
    expect(await counted(module, 'pages')).toEqual({ everywhere: true, misses: 2 }),
  );
  await module.close();
  await server.stop();
}, 30_000);
