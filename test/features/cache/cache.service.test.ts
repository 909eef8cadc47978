import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { CacheModule, CacheService } from '../../../src/features/cache/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('CacheService on %s', (_name, target) => {
  let module: TestingModule;
  let cache: CacheService;

  beforeAll(async () => {
    module = await startModule(target, [CacheModule.forRoot({ maxValueBytes: 100_000, timeoutMs: 5000, jitter: 0 })]);
    cache = module.get(CacheService);
  });
  afterAll(async () => module.close());

  /** A loader that counts its calls. */
  const counting = <V>(load: (n: number) => V | Promise<V>) => {
    const loader = jest.fn(async () => load(loader.mock.calls.length));
    return loader;
  };

  it('loads once however many ask at once, and serves it from then on', async () => {
    const load = counting(async (n) => {
      await delay(30);
      return { n };
    });
    const values = await Promise.all(Array.from({ length: 500 }, async () => cache.getOrSet('cold', load)));
    expect(new Set(values.map(({ n }) => n))).toEqual(new Set([1]));
    expect(await cache.getOrSet('cold', load)).toEqual({ n: 1 });
    expect(await cache.getOrSet('cold', load, { memory: false })).toEqual({ n: 1 });
    expect(load).toHaveBeenCalledTimes(1);
  });
});
