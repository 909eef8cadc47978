import { Redis } from 'ioredis';
import { QueueModule, QueueService, type Job } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy } from '../../support/proxy.js';
import { startCluster, startSentinel, startStandalone } from '../../support/servers.js';
import { uniquePrefix, type RedisTarget } from '../../support/topologies.js';

const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function serve(options: Parameters<typeof startStandalone>[0] = {}) {
  const server = await startStandalone(options);
  open.push(async () => server.stop());
  return server;
}

/** An app with queues whose leases are short. */
async function start(target: RedisTarget, options: Parameters<typeof QueueModule.forRoot>[0] = {}) {
  const settings = { leaseMs: 900, drainMs: 0, maxLostLeases: 100, ...options };
  const module = await startModule(target, [QueueModule.forRoot(settings)]);
  open.push(async () => module.close());
  return { queues: module.get(QueueService), redis: module.get(RedisConnection) };
}

/** Adds jobs as an app would: what was not acknowledged is added again with its id. */
async function addSurely(queues: QueueService, ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await eventually(async () => queues.queue('jobs').add('job', id, { id }), { withinMs: 30_000 });
}

const idsOf = (count: number) => Array.from({ length: count }, (_, n) => `job-${n}`);

const allDone = async (queues: QueueService, count: number) =>
  eventually(
    async () =>
      expect(await queues.queue('jobs').info()).toMatchObject({
        counts: { waiting: 0, delayed: 0, active: 0, dead: 0, completed: count },
        totals: { completed: count },
      }),
    { withinMs: 30_000 },
  );

describe('a reply that is lost', () => {
  it('of an add makes one job when it is added again', async () => {
    const server = await serve();
    const proxy = await startProxy(server.port);
    open.push(async () => proxy.stop());
    const { queues } = await start({ url: proxy.url });
    const direct = await start({
      url: server.url,
      prefix: queues.queue('jobs').shards[0]?.redis.options.prefix,
    });
    proxy.dropReplies();
    await expect(queues.queue('jobs').add('job', 1, { id: 'once' })).rejects.toMatchObject({
      code: 'REDIS_UNAVAILABLE',
    });
    proxy.heal();
    proxy.cut();
    await addSurely(queues, ['once']);
    expect((await direct.queues.queue('jobs').info()).counts.waiting).toBe(1);
  });

  it('of an add that the client itself sends again makes one job', async () => {
    const server = await serve();
    const proxy = await startProxy(server.port);
    open.push(async () => proxy.stop());
    // A host app's client with the defaults of ioredis sends again what was not answered.
    const client = new Redis({ host: proxy.host, port: proxy.port, retryStrategy: () => 50 });
    client.on('error', () => undefined);
    open.push(() => client.disconnect());
    const { queues } = await start({ client, deadlineMs: 10_000 } as RedisTarget);
    const queue = queues.queue('jobs');
    await queue.add('job', 'registers the queue');
    proxy.dropReplies();
    const added = queue.add('job', 'mine');
    const direct = new Redis({ port: server.port });
    open.push(() => direct.disconnect());
    await eventually(async () => expect(await direct.llen(queue.shards[0]?.keys.waiting ?? '')).toBe(2));
    proxy.heal();
    proxy.cut();
    await added;
    expect((await queue.info()).counts.waiting).toBe(2);
  });

  it('of a lease or of a settling loses no job, and completes none twice', async () => {
    const server = await serve();
    const proxy = await startProxy(server.port);
    open.push(async () => proxy.stop());
    const worker = await start({ url: proxy.url });
    const producer = await start({ url: server.url, prefix: worker.redis.options.prefix });
    worker.queues.work('jobs', () => ({ run: () => undefined }));
    const ids = idsOf(300);
    for (let i = 0; i < ids.length; i += 30) {
      const adding = addSurely(producer.queues, ids.slice(i, i + 30));
      // Some time between the add and the last outcome, whatever is on its way is lost.
      if (i % 60 === 0) {
        proxy.dropReplies();
        await adding;
        proxy.cut();
        proxy.heal();
      }
      await adding;
    }
    await allDone(producer.queues, ids.length);
  }, 60_000);
});

describe('Redis', () => {
  it('killed and started again with its append-only file has every job that was acknowledged', async () => {
    const server = await serve({ appendOnly: true });
    const { queues } = await start({ url: server.url });
    const queue = queues.queue('jobs');
    const { promise: finish, resolve } = Promise.withResolvers<void>();
    const ran: string[] = [];
    queues.work('jobs', () => ({
      run: async (job: Job) => {
        ran.push(job.id);
        if (job.data === 'long') await finish;
      },
    }));
    await queue.add('job', 'long', { id: 'long' });
    await eventually(() => expect(ran).toEqual(['long']));
    await queue.add('job', 'later', { id: 'later', delayMs: 500 });
    await queue.pause();
    await addSurely(queues, idsOf(100));
    await server.restart();
    resolve();
    await eventually(async () => queue.resume(), { withinMs: 10_000 });
    await allDone(queues, 102);
    expect(new Set(ran).size).toBe(102);
  }, 40_000);

  it('restarted again and again costs no job', async () => {
    const server = await serve({ appendOnly: true });
    const { queues } = await start({ url: server.url });
    queues.work('jobs', () => ({ run: () => undefined }));
    let isOver = false;
    const restarting = (async () => {
      for (let i = 0; i < 3; i++) await server.restart();
      isOver = true;
    })();
    let count = 0;
    while (!isOver) await addSurely(queues, [`job-${count++}`]);
    await restarting;
    await allDone(queues, count);
  }, 60_000);

  it('that forgets its scripts is told them again', async () => {
    const server = await serve();
    const { queues, redis } = await start({ url: server.url });
    queues.work('jobs', () => ({ run: () => undefined }));
    for (const part of [idsOf(20), idsOf(40).slice(20)]) {
      await addSurely(queues, part);
      await redis.client.script('FLUSH');
    }
    await allDone(queues, 40);
  });

  it('that is full refuses what is new, and lets the old be worked off', async () => {
    const server = await serve();
    const { queues, redis } = await start({ url: server.url }, { keepCompletedMs: 0 });
    const queue = queues.queue('jobs');
    await queue.addBulk(Array.from({ length: 100 }, (_, n) => ({ name: 'job', data: n })));
    await redis.client.config('SET', 'maxmemory', '1mb');
    await expect(queue.add('job', 1)).rejects.toMatchObject({ code: 'REDIS_FULL' });
    const attempts = new Map<unknown, number>();
    queues.work(
      'jobs',
      () => ({
        run: (job: Job) => {
          attempts.set(job.data, job.attempt);
          if (job.attempt === 1 && job.data === 7) throw new Error('also what fails is kept');
        },
      }),
      { backoff: () => 0 },
    );
    await eventually(async () => expect((await queue.info()).totals.completed).toBe(100));
    expect(attempts.get(7)).toBe(2);
    await expect(queue.add('job', 1)).rejects.toMatchObject({ code: 'REDIS_FULL' });
    await redis.client.config('SET', 'maxmemory', '0');
    await queue.add('job', 'again');
    await eventually(async () => expect((await queue.info()).totals.completed).toBe(101));
  });

  it('away is told by the workers’ health, and work goes on by itself', async () => {
    const server = await serve();
    const { queues } = await start({ url: server.url });
    queues.work('jobs', () => ({ run: () => undefined }));
    await addSurely(queues, ['before']);
    await eventually(() => expect(queues.health()).toMatchObject({ status: 'up' }));
    server.freeze();
    await eventually(() =>
      expect(queues.health()).toMatchObject({ status: 'down', workers: [{ queue: 'jobs' }] }),
    );
    expect(queues.metrics()[0]).toMatchObject({ samples: [{ labels: { queue: 'jobs' }, value: 0 }] });
    server.thaw();
    await eventually(() => expect(queues.health().status).toBe('up'), { withinMs: 10_000 });
    await addSurely(queues, ['after']);
    await allDone(queues, 2);
  }, 30_000);

  it('away is an error for who adds, at once, and nothing for who shuts down', async () => {
    const server = await serve();
    const module = await startModule({ url: server.url }, [QueueModule.forRoot({ drainMs: 100 })]);
    const queues = module.get(QueueService);
    queues.work('jobs', () => ({ run: async () => Promise.withResolvers().promise }));
    await addSurely(queues, ['one']);
    await server.kill();
    const startedAt = performance.now();
    await expect(queues.queue('jobs').add('job', 1)).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await module.close();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('a replicated add', () => {
  it.each(['a server', 'a Cluster'])(
    'to %s waits for a replica, and says when there is none',
    async (kind) => {
      const durable = {
        durability: 'replicated' as const,
        replicationTimeoutMs: 200,
        queues: { spread: { shards: 4 } },
      };
      const set =
        kind === 'a server' ? await startSentinel() : await startCluster({ replicas: 1, masters: 3 });
      open.push(async () => set.stop());
      const [master, replicas] =
        'nodes' in set ? [set.addresses, set.nodes.slice(3)] : [set.master.url, [set.replica]];
      const { queues } = await start('nodes' in set ? { clusterNodes: master } : { url: master }, durable);
      const queue = queues.queue('spread');
      // After a restart of the replicas' links the first confirmation may take a moment.
      await eventually(async () => queue.add('job', 1, { id: 'first' }));
      await Promise.all(idsOf(100).map(async (id) => queue.add('job', 1, { id })));
      await queue.addBulk(Array.from({ length: 2500 }, () => ({ name: 'job', data: 1 })));
      expect((await queue.info()).counts.waiting).toBe(2601);
      for (const replica of replicas) replica.freeze();
      const unsure = Promise.all(idsOf(8).map(async (_, n) => queue.add('job', 1, { id: `unsure-${n}` })));
      await expect(unsure).rejects.toMatchObject({ code: 'NOT_REPLICATED' });
      for (const replica of replicas) replica.thaw();
      await eventually(async () => queue.add('job', 1, { id: 'unsure-0' }));
      expect(await queue.get('unsure-0')).toMatchObject({ state: 'waiting' });
    },
    60_000,
  );
});

describe('a failover', () => {
  // What the replica had not got is lost: the jobs here are known to it before.
  const replicated = async (redis: RedisConnection, port: number, key: string) => {
    const replica = new Redis({ port });
    if (redis.isCluster) await replica.readonly();
    await eventually(async () => expect(await replica.hlen(key)).toBeGreaterThanOrEqual(50));
    replica.disconnect();
  };

  it('by Sentinels needs no restart: workers and producers go on', async () => {
    const set = await startSentinel();
    open.push(async () => set.stop());
    const { queues, redis } = await start({ sentinels: set.addresses, sentinelName: set.name });
    const queue = queues.queue('jobs');
    await queue.pause();
    await addSurely(queues, idsOf(50));
    await replicated(redis, set.replica.port, queue.shards[0]?.keys.jobs ?? '');
    queues.work('jobs', () => ({ run: () => undefined }));
    await set.master.kill();
    await addSurely(queues, ['after']);
    await eventually(async () => queue.resume(), { withinMs: 10_000 });
    await eventually(async () => expect((await queue.info()).totals.completed).toBeGreaterThanOrEqual(51), {
      withinMs: 20_000,
    });
    await eventually(async () =>
      expect((await queue.info()).counts).toMatchObject({ waiting: 0, active: 0 }),
    );
  }, 60_000);

  it('of a Cluster neither, and other shards do not stand still', async () => {
    const cluster = await startCluster({ replicas: 1 });
    open.push(async () => cluster.stop());
    const { queues } = await start(
      { clusterNodes: cluster.addresses, prefix: uniquePrefix() },
      { queues: { jobs: { shards: 4 } } },
    );
    const queue = queues.queue('jobs');
    queues.work('jobs', () => ({ run: () => undefined }));
    await addSurely(queues, idsOf(50));
    await allDone(queues, 50);
    const [lost] = cluster.nodes;
    await lost?.kill();
    // Ids find other shards; some of them answer while one is away.
    const ids = Array.from({ length: 40 }, (_, n) => `during-${n}`);
    const adding = addSurely(queues, ids);
    await adding;
    await eventually(
      async () => expect((await queue.info()).counts).toMatchObject({ waiting: 0, active: 0 }),
      {
        withinMs: 30_000,
      },
    );
    // The last outcomes before the kill may have been lost with the node, and their jobs then ran again.
    for (const id of ids) expect(await queue.get(id)).toMatchObject({ state: 'completed' });
  }, 90_000);
});
