import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { watchCommands } from '../../support/commands.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('QueueService on %s', (_name, target) => {
  let module: TestingModule;
  let queues: QueueService;
  let redis: RedisConnection;

  beforeAll(async () => {
    module = await startModule(target, [
      QueueModule.forRoot({
        maxPayloadBytes: 1000,
        queues: { sharded: { shards: 4 }, few: { keepCompletedCount: 2 }, brief: { keepCompletedMs: 50 } },
      }),
    ]);
    queues = module.get(QueueService);
    redis = module.get(RedisConnection);
  });
  afterAll(async () => module.close());

  const bulk = (count: number, options = {}) =>
    Array.from({ length: count }, (_, n) => ({ name: 'job', data: { n }, options }));

  it('sends what is added in one turn in one script', async () => {
    const queue = queues.queue('coalesced');
    await queue.add('job', 'first');
    const sent = watchCommands(redis.client);
    const ids = await Promise.all(Array.from({ length: 100 }, async (_, n) => queue.add('job', n)));
    sent.stop();
    expect(sent.names).toHaveLength(1);
    expect(new Set(ids).size).toBe(100);
    expect((await queue.info()).counts.waiting).toBe(101);
  });

  it('makes one job of adds with one id, in one batch, in two, and after the first is done', async () => {
    const queue = queues.queue('unique');
    const add = async () => queue.add('job', null, { id: 'order-7' });
    expect(await Promise.all([add(), add()])).toEqual(['order-7', 'order-7']);
    await add();
    expect((await queue.info()).counts.waiting).toBe(1);
    const leases = queues.leases('unique');
    const [job] = await leases.lease();
    await leases.settle([{ id: 'order-7', token: job?.token ?? '', status: 'completed' }]);
    await add();
    expect((await queue.info()).counts).toMatchObject({ waiting: 0, completed: 1 });
  });

  it('keeps data as they are, text of any language and any name included', async () => {
    const queue = queues.queue('exact');
    const data = { text: 'ü\n"😀" {x', list: [], nothing: null, n: 1.5, big: 2 ** 53 - 1 };
    const name = 'odd "name" {\n}';
    const id = await queue.add(name, data, { attempts: 7, priority: 3 });
    expect(await queue.get(id)).toMatchObject({ name, data });
    const [job] = await queues.leases('exact').lease();
    expect(job).toMatchObject({ id, name, data, attempt: 1 });
  });

  it('lists by state, page by page, each job once', async () => {
    for (const name of ['listed', 'sharded']) {
      const queue = queues.queue(name);
      const plain = await queue.addBulk(bulk(20));
      const first = await queue.addBulk(bulk(5, { priority: 1 }));
      const delayed = await queue.addBulk(bulk(7, { delayMs: 60_000 }));
      const all = async (state: 'waiting' | 'delayed', limit: number) => {
        const ids: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await queue.list({ state, limit, cursor });
          ids.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        return ids;
      };
      for (const limit of [1, 3, 200]) {
        const waiting = await all('waiting', limit);
        expect(waiting.toSorted()).toEqual([...plain, ...first].toSorted());
        if (name === 'listed') expect(waiting).toEqual([...first, ...plain]);
        expect((await all('delayed', limit)).toSorted()).toEqual(delayed.toSorted());
      }
      expect((await queue.info()).counts).toMatchObject({ waiting: 25, delayed: 7 });
    }
  });

  it('removes from the middle of the queue without a search, and counts right', async () => {
    const queue = queues.queue('removing');
    const ids = await queue.addBulk(bulk(10));
    expect(await queue.remove(ids[4] ?? '')).toBe(true);
    expect(await queue.remove(ids[4] ?? '')).toBe(false);
    expect((await queue.info()).counts.waiting).toBe(9);
    expect((await queue.list({ state: 'waiting' })).items).toHaveLength(9);
    // Added again, removed again, added again: one job, run once.
    const again = async () => queue.add('job', 'again', { id: ids[4] });
    await again();
    await queue.remove(ids[4] ?? '');
    await again();
    expect((await queue.info()).counts.waiting).toBe(10);
    const jobs = await queues.leases('removing').lease({ max: 100 });
    expect(jobs.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it('keeps as many completed jobs as it should, for as long as it should', async () => {
    const finish = async (name: string) => {
      const leases = queues.leases(name);
      const jobs = await leases.lease({ max: 100 });
      await leases.settle(jobs.map(({ id, token }) => ({ id, token, status: 'completed' as const })));
    };
    await queues.queue('few').addBulk(bulk(5));
    await finish('few');
    expect((await queues.queue('few').info()).counts.completed).toBe(2);
    await queues.queue('brief').addBulk(bulk(5));
    await finish('brief');
    expect((await queues.queue('brief').info()).totals.completed).toBe(5);
    await eventually(async () => {
      await queues.leases('brief').lease(); // whoever works cleans up
      expect((await queues.queue('brief').info()).counts.completed).toBe(0);
    });
    const own = { retention: { completed: { ageMs: 0, count: 0 }, dead: { ageMs: 0, count: 0 } } };
    const id = await queues.queue('removing-2').add('job', null, own);
    await finish('removing-2');
    expect(await queues.queue('removing-2').get(id)).toBeUndefined();
  });

  it('redrives dead letters by a filter, with new attempts', async () => {
    const queue = queues.queue('redriven');
    const leases = queues.leases('redriven');
    await queue.addBulk([...bulk(250), ...bulk(3).map((job) => ({ ...job, name: 'other' }))]);
    for (;;) {
      const jobs = await leases.lease({ max: 100 });
      if (jobs.length === 0) break;
      await leases.settle(
        jobs.map(({ id, token, data }) => ({
          id,
          token,
          status: 'failed' as const,
          retry: false,
          error: (data as { n: number }).n % 2 ? 'odd' : 'even',
        })),
      );
    }
    expect((await queue.info()).counts.dead).toBe(253);
    expect(await queue.redrive({ name: 'other' })).toBe(3);
    expect(await queue.redrive({ error: 'odd', limit: 100 })).toBe(100);
    expect(await queue.redrive({ error: 'odd', limit: 1000 })).toBe(25);
    expect((await queue.info()).counts).toMatchObject({ waiting: 128, dead: 125 });
    expect((await leases.lease())[0]?.attempt).toBe(1);
  });

  it('wakes who waits for a lease: on add, on resume, when a delay is over, when a job is handed back', async () => {
    const queue = queues.queue('woken');
    const leases = queues.leases('woken');
    const wait = async () => leases.lease({ waitMs: 20_000, leaseMs: 60_000 });
    const startedAt = performance.now();
    let waiting = wait();
    await queue.add('job', 'added');
    expect(await waiting).toMatchObject([{ data: 'added' }]);
    await queue.pause();
    waiting = wait();
    await queue.add('job', 'resumed');
    await queue.resume();
    const [resumed] = await waiting;
    expect(resumed).toMatchObject({ data: 'resumed' });
    waiting = wait();
    await queue.add('job', 'delayed', { delayMs: 100 });
    expect(await waiting).toMatchObject([{ data: 'delayed' }]);
    waiting = wait();
    await leases.settle([{ id: resumed?.id ?? '', token: resumed?.token ?? '', status: 'released' }]);
    expect(await waiting).toMatchObject([{ data: 'resumed', attempt: 1 }]);
    // All four by a wake-up and not by looking in, which takes place every five seconds.
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('goes on at once where a lease has found nothing and left jobs behind', async () => {
    const queue = queues.queue('behind');
    const gone = await queue.addBulk(bulk(150));
    const id = await queue.add('job', 'behind them');
    await Promise.all(gone.map(async (removed) => queue.remove(removed)));
    const startedAt = performance.now();
    expect(await queues.leases('behind').lease({ max: 1, waitMs: 20_000 })).toMatchObject([{ id }]);
    // Looking in takes place every five seconds.
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it('gives the clock to who comes a moment before the time that it watched itself', async () => {
    const { shards } = queues.queue('early');
    const id = await queues.queue('early').add('job', null, { delayMs: 60_000 });
    const first = await shards[0]?.lease({ max: 1, waiter: 'nobody#0' });
    expect(first?.dueInMs).toBeGreaterThan(59_000);
    // Asked again, who watches it hears of it again: it had an earlier time on its mind, and forgot this one.
    expect((await shards[0]?.lease({ max: 1, waiter: 'nobody#0' }))?.dueInMs).toBeGreaterThan(59_000);
    // Another one does not have to watch it as well.
    expect((await shards[0]?.lease({ max: 1, waiter: 'nobody#1' }))?.dueInMs).toBe(-1);
    const keyOf = (part: string) => redis.keys('queue')('early', part);
    const [seconds, micros] = await redis.client.time();
    const soon = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000) + 5;
    await redis.client.zadd(keyOf('delayed'), soon, id);
    await redis.client.set(keyOf('timer'), soon, 'PX', 1000);
    expect((await shards[0]?.lease({ max: 1, waiter: 'nobody#0' }))?.dueInMs).toBeGreaterThanOrEqual(0);
  });

  it('answers a wait that is in vain with nothing, and leaves nobody behind to be woken', async () => {
    const leases = queues.leases('vain');
    expect(await leases.lease({ waitMs: 30 })).toEqual([]);
    const gone = new AbortController();
    const waiting = leases.lease({ waitMs: 20_000 }, gone.signal);
    gone.abort();
    expect(await waiting).toEqual([]);
    expect(await redis.client.exists(redis.keys('queue')('vain', 'idle'))).toBe(0);
  });

  it('hands back what was leased for a caller that has gone', async () => {
    await queues.queue('gone').add('job', null);
    expect(await queues.leases('gone').lease({ waitMs: 100 }, AbortSignal.abort())).toEqual([]);
    expect(await queues.leases('gone').lease()).toMatchObject([{ attempt: 1 }]);
  });

  it('refuses what is too long or makes no sense, and adds nothing of the batch then', async () => {
    const queue = queues.queue('strict');
    const long = { name: 'job', data: 'x'.repeat(2000) };
    await expect(queue.addBulk([{ name: 'job', data: 1 }, long])).rejects.toMatchObject({
      code: 'JOB_TOO_LARGE',
    });
    await expect(queue.add('job', 1, { priority: 5000 })).rejects.toThrow(/1000/);
    await expect(queue.add('job', 1, { delayMs: 1, runAt: 1 })).rejects.toThrow(/delayMs/);
    expect(() => queues.queue('a#1')).toThrow(/#/);
    await expect(queue.update('none', 1)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect((await queue.info()).counts.waiting).toBe(0);
  });

  it('takes for one queue what is said of it, and else what is said of all', () => {
    const { settings } = queues.queue('few');
    expect(settings).toMatchObject({ keepCompletedCount: 2, maxPayloadBytes: 1000, attempts: 3 });
  });

  it('spreads shards over the whole slot space', async () => {
    if (!redis.isCluster) return;
    const slots = await Promise.all(
      [0, 1, 2, 3].map(async (i) => redis.client.cluster('KEYSLOT', `{any#${i}}`)),
    );
    // A quarter each: the last digit of the tag decides the two highest bits of its CRC16.
    expect(slots.map((slot) => Math.floor(slot / 4096)).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
  });

  it('lists the queues that there are, and forgets one that is obliterated', async () => {
    await queues.queue('listed-a').add('job', 1);
    await queues.queue('listed-b').addBulk(bulk(1200));
    const names = async () => (await queues.list({ limit: 200 })).items.map(({ name }) => name);
    expect(await names()).toEqual(expect.arrayContaining(['listed-a', 'listed-b']));
    await queues.leases('listed-b').lease({ max: 10 });
    expect(await queues.obliterate('listed-b')).toBe(1200);
    expect(await names()).not.toContain('listed-b');
    await queues.queue('listed-b').add('job', 1);
    expect(await names()).toContain('listed-b');
  });

  it('lists them in pages, by name', async () => {
    for (const name of ['paged-c', 'paged-a', 'paged-b']) await queues.queue(name).add('job', 1);
    const first = await queues.list({ limit: 2, cursor: 'paged' });
    expect(first.items.map(({ name }) => name)).toEqual(['paged-a', 'paged-b']);
    expect(first.nextCursor).toBe('paged-b');
    const second = await queues.list({ limit: 1, cursor: 'paged-b' });
    expect(second.items).toMatchObject([{ name: 'paged-c', counts: { waiting: 1 } }]);
  });

  it('keeps a thousand queues in memory, whatever names there are, and loses nothing of the others', async () => {
    const first = queues.queue('named-0');
    await first.add('job', 1);
    for (let i = 1; i <= 1000; i++) queues.queue(`named-${i}`);
    const anew = queues.queue('named-0');
    expect(anew).not.toBe(first);
    await Promise.all([first.add('job', 2), anew.add('job', 3)]);
    expect(await anew.info()).toMatchObject({ counts: { waiting: 3 } });
    expect(await queues.leases('named-0').lease({ max: 5 })).toHaveLength(3);
  });
});
