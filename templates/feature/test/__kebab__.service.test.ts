import type { TestingModule } from '@nestjs/testing';
import { __Pascal__Module, __Pascal__Service } from '../../../src/features/__kebab__/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('__Pascal__Service on %s', (_name, target) => {
  let module: TestingModule;
  let __camel__: __Pascal__Service;
  beforeAll(async () => {
    module = await startModule(target, [__Pascal__Module.forRoot({ maxEntries: 5, ttlMs: 60_000 })]);
    __camel__ = module.get(__Pascal__Service);
  });
  afterAll(async () => module.close());

  it('gives back what was put, owner by owner', async () => {
    expect(await __camel__.put('ada', 'colour', { name: 'grün' })).toBe(true);
    expect(await __camel__.get('ada', 'colour')).toEqual({ name: 'grün' });
    expect(await __camel__.get('bob', 'colour')).toBeUndefined();
    expect(await __camel__.delete('ada', 'colour')).toBe(true);
    expect(await __camel__.delete('ada', 'colour')).toBe(false);
  });

  it('keeps to its limit, however many put at once', async () => {
    const puts = Array.from({ length: 50 }, async (_, n) => __camel__.put('crowd', `n${n}`, n));
    expect((await Promise.all(puts)).filter(Boolean)).toHaveLength(5);
    const stored = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => __camel__.get('crowd', `n${n}`)),
    );
    const taken = stored.findIndex((value) => value !== undefined);
    expect(await __camel__.put('crowd', `n${taken}`, 'anew')).toBe(true);
  });

  it('leaves nothing behind for ever', async () => {
    await __camel__.put('brief', 'a', 1);
    const redis = module.get(RedisConnection);
    const ttl = await redis.client.pttl(redis.keys('__kebab__')('brief', 'entries'));
    expect(ttl).toBeGreaterThan(50_000);
  });
});
