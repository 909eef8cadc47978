import { CacheModule, CacheService } from '../../../src/features/cache/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startCluster } from '../../support/servers.js';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const NAMES = Array.from({ length: 120 }, (_, i) => `entry-${i}`);

async function startCache() {
  const cluster = await startCluster();
  open.push(async () => cluster.stop());
  const module = await startModule({ clusterNodes: cluster.addresses, prefix: 'test.faults' }, [
    CacheModule.forRoot({ jitter: 0, earlyRefresh: 0 }),
  ]);
  open.push(async () => module.close());
  const cache = module.get(CacheService);
  await Promise.all(NAMES.map(async (name) => cache.set(name, 'old', { ttlMs: 600_000, tags: ['all'] })));
  const read = async (fresh: string) =>
    Promise.all(
      NAMES.map(async (name) =>
        cache.getOrSet(name, async () => fresh, { ttlMs: 600_000, tags: ['all'], memory: false }),
      ),
    );
  return { cluster, cache, read, client: module.get(RedisConnection).client };
}

it('with a node of the Cluster frozen the others serve theirs, and what it missed it is told', async () => {
  const { cluster, cache, read } = await startCache();
  const lost = await cluster.masterOf(0);
  lost.freeze();
  const startedAt = performance.now();
  const found = await read('straight');
  expect(performance.now() - startedAt).toBeLessThan(5000);
  // Its own are loaded straight, those of the others are there, and nothing is an error.
  expect(new Set(found)).toEqual(new Set(['old', 'straight']));
  await expect(cache.invalidateTags('all')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
  expect(new Set(await read('new'))).not.toContain('old');
  lost.thaw();
  await eventually(async () => {
    await cache.set('back', 1);
    await cache.invalidateTags('other');
  });
  expect(new Set(await read('new'))).not.toContain('old');
}, 40_000);

it('slots that move take their entries along, and nobody loads or fails for it', async () => {
  const { cluster, cache, read, client } = await startCache();
  const [from, to] = [await cluster.masterOf(0), await cluster.masterOf(16_383)];
  const of = async (shard: number) => client.cluster('KEYSLOT', `{app/16/${shard}}`);
  const all = await Promise.all(Array.from({ length: 16 }, async (_, shard) => of(shard)));
  const slots = all.filter((slot) => slot <= 5460);
  expect(slots.length).toBeGreaterThan(0);
  let moving = true;
  const reading = (async () => {
    const seen = new Set<string>();
    while (moving) for (const value of await read('loaded')) seen.add(value);
    return seen;
  })();
  await cluster.moveSlots(from, to, slots);
  moving = false;
  expect(await reading).toEqual(new Set(['old']));
  await cache.invalidateTags('all');
  expect(new Set(await read('new'))).toEqual(new Set(['new']));
}, 60_000);
