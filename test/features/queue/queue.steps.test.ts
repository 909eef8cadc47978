import type { TestingModule } from '@nestjs/testing';
import {
  QueueModule,
  QueueService,
  UnrecoverableError,
  type Job,
} from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('durable steps on %s', (_name, target) => {
  let module: TestingModule;
  let queues: QueueService;

  beforeAll(async () => {
    const options = { backoffMs: 1, drainMs: 0, maxPayloadBytes: 10_000 };
    module = await startModule(target, [
      QueueModule.forRoot({ ...options, queues: { quick: { leaseMs: 600 } } }),
    ]);
    queues = module.get(QueueService);
  });
  afterAll(async () => module.close());

  const work = (name: string, run: (job: Job) => unknown) => queues.work(name, () => ({ run }));
  const ended = async (name: string, options = {}) =>
    queues.queue(name).addAndWait('job', null, { attempts: 10, ...options });

  it('run once each, however often the job is tried, and give later attempts the same result', async () => {
    const ran: string[] = [];
    const got: unknown[] = [];
    work('once', async (job) => {
      for (const name of ['charge', 'ship', 'mail'])
        got.push(
          await job.step(name, () => {
            ran.push(name);
            return { name, at: job.attempt, nothing: undefined };
          }),
        );
      if (job.attempt < 3) throw new Error('after the steps');
      return 'done';
    });
    expect(await ended('once')).toEqual({ state: 'completed', result: 'done' });
    expect(ran).toEqual(['charge', 'ship', 'mail']);
    const once = ran.map((name) => ({ name, at: 1 }));
    expect(got).toEqual([...once, ...once, ...once]);
  });

  it('go on where the attempt before failed, and a step that failed runs again', async () => {
    const ran: string[] = [];
    work('on', async (job) => {
      const first = await job.step('first', () => ran.push('first'));
      await job.step('second', () => {
        ran.push('second');
        if (job.attempt === 1) throw new Error('second');
      });
      return first;
    });
    expect(await ended('on')).toEqual({ state: 'completed', result: 1 });
    expect(ran).toEqual(['first', 'second', 'second']);
  });

  it('asked for twice at once in an attempt run once', async () => {
    let runs = 0;
    work('twice', async (job) => {
      const step = async () => job.step('same', () => ++runs);
      return Promise.all([step(), step(), step()]);
    });
    expect(await ended('twice')).toEqual({ state: 'completed', result: [1, 1, 1] });
  });

  it('that failed may be tried again in the same attempt', async () => {
    let runs = 0;
    const charge = () => {
      if (++runs === 1) throw new Error('busy');
      return runs;
    };
    work('again', async (job) => job.step('charge', charge).catch(async () => job.step('charge', charge)));
    expect(await ended('again', { attempts: 1 })).toEqual({ state: 'completed', result: 2 });
  });

  it('begin no more once the attempt is over, and the reason says why', async () => {
    const codes: unknown[] = [];
    const { promise: tried, resolve } = Promise.withResolvers<void>();
    let ran = 0;
    work('over', async (job) => {
      await new Promise((end) => job.signal.addEventListener('abort', end));
      const code = (error: { code: string }) => codes.push(error.code);
      await job.step('late', () => ran++).catch(code);
      await job.checkpoint(1).catch(code);
      resolve();
    });
    await queues.queue('over').add('job', null, { timeoutMs: 30, attempts: 1 });
    await tried;
    expect(codes).toEqual(['JOB_TIMEOUT', 'JOB_TIMEOUT']);
    expect(ran).toBe(0);
  });

  it('of names that objects have by nature are steps like others', async () => {
    const names = ['toString', 'constructor', '__proto__'];
    work('names', async (job) => {
      const got = [];
      for (const name of names) got.push(await job.step(name, () => job.attempt));
      if (job.attempt === 1) throw new Error('again');
      return got;
    });
    expect(await ended('names')).toEqual({ state: 'completed', result: [1, 1, 1] });
  });

  it('are kept by dead letters, so that a retry goes on, and gone with a completed job', async () => {
    let runs = 0;
    let isBroken = true;
    work('kept', async (job) => {
      await job.step('charge', () => ++runs);
      await job.checkpoint({ page: 7 });
      if (isBroken) throw new UnrecoverableError('no');
      return job.lastCheckpoint;
    });
    const queue = queues.queue('kept');
    const id = await queue.add('job', null);
    expect(await queue.finished(id)).toMatchObject({ state: 'dead' });
    isBroken = false;
    await queue.retry(id);
    await eventually(async () =>
      expect(await queue.get(id)).toMatchObject({ state: 'completed', result: { page: 7 } }),
    );
    expect(runs).toBe(1);
    const redis = module.get(RedisConnection);
    const facts = await redis.client.hget(redis.keys('queue')('kept', 'state'), id);
    expect(facts).toContain('result');
    expect(facts).not.toContain('"steps":');
    expect(facts).not.toContain('"checkpoint":');
  });

  it('tell the next attempt how far a long job has come, also after its worker died', async () => {
    const queue = queues.queue('quick');
    const id = await queue.add('job', null);
    const leases = queues.leases('quick');
    const [dying] = await leases.lease({ leaseMs: 300 });
    const { token = '' } = dying ?? {};
    expect(await leases.checkpoint(id, { token, value: 3 })).toEqual({ accepted: true });
    expect(await leases.noteStep(id, { token, name: 'open', result: 'file' })).toEqual({ accepted: true });
    const pages: number[] = [];
    work('quick', async (job) => {
      for (let page = Number(job.lastCheckpoint ?? 0) + 1; page <= 6; page++) {
        pages.push(page);
        await job.checkpoint(page);
      }
      return job.step('open', () => 'again');
    });
    expect(await queue.finished(id)).toEqual({ state: 'completed', result: 'file' });
    expect(pages).toEqual([4, 5, 6]);
  });

  it('of who has lost the lease are refused, and none begins then', async () => {
    const queue = queues.queue('fenced');
    const refusals: unknown[] = [];
    let ran = 0;
    let aborted = false;
    const { promise: cancelled, resolve } = Promise.withResolvers<void>();
    work('fenced', async (job) => {
      await cancelled;
      const code = (error: { code: string }) => refusals.push(error.code);
      await job.step('late', () => ran++).catch(code);
      aborted = job.signal.aborted;
      await job.step('later', () => ran++).catch(code);
      await job.checkpoint(1).catch(code);
    });
    const id = await queue.add('job', null);
    await eventually(async () => expect((await queue.get(id))?.state).toBe('active'));
    const [shard] = queue.shards;
    // Its token is taken away without a word: so the step begins, and Redis refuses it.
    await shard?.redis.client.hdel(shard.keys.tokens, id);
    resolve();
    await eventually(() => expect(refusals).toEqual(['LEASE_LOST', 'LEASE_LOST', 'LEASE_LOST']));
    // The refusal tells the handler, too, and no other step begins.
    expect(aborted).toBe(true);
    expect(ran).toBe(1);
    expect(await shard?.redis.client.hget(shard.keys.state, id)).toBeNull();
  });

  it('are refused when they are too much together, and the job fails with that', async () => {
    work('large', async (job) => {
      for (let n = 0; n < 5; n++) await job.step(`${n}`, () => 'x'.repeat(4000));
    });
    expect(await ended('large', { attempts: 1 })).toMatchObject({
      state: 'dead',
      error: { code: 'JOB_STEPS_TOO_LARGE' },
    });
    work('large-checkpoint', async (job) => {
      await job.checkpoint('x'.repeat(8000));
      await job.checkpoint('y'.repeat(8000));
      await job.step('last', () => 'z'.repeat(4000));
    });
    expect(await ended('large-checkpoint', { attempts: 1 })).toMatchObject({
      state: 'dead',
      error: { code: 'JOB_STEPS_TOO_LARGE' },
    });
  });
});
