import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { QueueModule, QueueService, type LeasedJob, type Queue } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

type State = 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';

interface ModelJob {
  state: State;
  failures: number;
  lost: number;
  priority: number;
  /** Order within its place; lower comes first. */
  order: number;
}

/** What a queue is, in words as plain as they come. Far-off delays only end by promotion; leases end by expiry or settling. */
class Model {
  readonly jobs = new Map<string, ModelJob>();
  readonly leases: LeasedJob[] = [];
  /** Entries in the waiting list whose jobs do not wait there any longer, by their place. */
  readonly ghosts = new Map<string, number>();
  /** Dead letters that somebody has cancelled, with the token of the lease that was void by that. */
  readonly cancelled = new Map<string, string | undefined>();
  isPaused = false;
  private first = -1;
  private last = 1;

  add(id: string, { priority = 0, delayed = false, lifo = false }): void {
    if (this.jobs.has(id)) return;
    this.jobs.set(id, { state: delayed ? 'delayed' : 'waiting', failures: 0, lost: 0, priority, order: 0 });
    if (!delayed) this.change(id, { order: this.placeOf(id, priority, lifo) });
  }

  /** One without priority takes the place that it had in the list before, if that is still there. */
  private placeOf(id: string, priority: number, lifo: boolean): number {
    const ghost = priority === 0 ? this.ghosts.get(id) : undefined;
    if (ghost !== undefined) this.ghosts.delete(id);
    return ghost ?? (lifo && priority === 0 ? --this.first : ++this.last);
  }

  /** The ids that the next lease has to hand out, in order. */
  next(max: number): string[] {
    if (this.isPaused) return [];
    return [...this.jobs]
      .filter(([, { state }]) => state === 'waiting')
      .toSorted(([, a], [, b]) => b.priority - a.priority || a.order - b.order)
      .slice(0, max)
      .map(([id]) => id);
  }

  /** Hands out the next ones; entries of removed jobs that come up on the way are gone then. */
  lease(max: number): string[] {
    const ids = this.next(max);
    const before = ids.filter((id) => (this.jobs.get(id)?.priority ?? 0) > 0).length;
    const listed = ids.filter((id) => this.jobs.get(id)?.priority === 0);
    const isListLeft = before + listed.length < max;
    const lastOrder = isListLeft ? Infinity : (this.jobs.get(listed.at(-1) ?? '')?.order ?? -Infinity);
    if (!this.isPaused) for (const [id, order] of this.ghosts) if (order < lastOrder) this.ghosts.delete(id);
    for (const id of ids) this.change(id, { state: 'active' });
    return ids;
  }

  remove(id: string): void {
    const job = this.jobs.get(id);
    if (job?.state === 'waiting' && job.priority === 0) this.ghosts.set(id, job.order);
    this.jobs.delete(id);
    this.cancelled.delete(id);
  }

  /** A dead letter, wherever it was; in the list its entry stays. */
  cancel(id: string): void {
    const job = this.jobs.get(id);
    if (job?.state === 'waiting' && job.priority === 0) this.ghosts.set(id, job.order);
    this.change(id, { state: 'dead' });
    this.cancelled.set(id, this.leases.find((lease) => lease.id === id)?.token);
  }

  drain(): void {
    for (const [id, { state }] of this.jobs) if (state === 'waiting') this.jobs.delete(id);
    this.ghosts.clear();
  }

  toHead(id: string): void {
    this.enter(id, --this.first);
  }

  toTail(id: string): void {
    this.enter(id, ++this.last);
  }

  private enter(id: string, order: number): void {
    const ghost = this.jobs.get(id)?.priority === 0 ? this.ghosts.get(id) : undefined;
    if (ghost !== undefined) this.ghosts.delete(id);
    this.change(id, { state: 'waiting', order: ghost ?? order });
  }

  /** Behind those of its new priority; or where its entry in the list still is. */
  prioritize(id: string, priority: number): void {
    const job = this.jobs.get(id);
    if (!job || job.priority === priority) return;
    if (job.state === 'waiting') {
      if (job.priority === 0) this.ghosts.set(id, job.order);
      job.order = this.placeOf(id, priority, false);
    }
    job.priority = priority;
  }

  change(id: string, change: Partial<ModelJob>): void {
    Object.assign(this.jobs.get(id) ?? {}, change);
  }

  holds({ id, token }: LeasedJob): boolean {
    return this.leases.some((lease) => lease.id === id && lease.token === token);
  }

  drop(id: string): void {
    const at = this.leases.findIndex((lease) => lease.id === id);
    if (at >= 0) this.leases.splice(at, 1);
  }

  counts(): Record<State, number> {
    const counts = { waiting: 0, delayed: 0, active: 0, completed: 0, dead: 0 };
    for (const { state } of this.jobs.values()) counts[state]++;
    return counts;
  }
}

interface Real {
  readonly queue: Queue;
  readonly leases: ReturnType<QueueService['leases']>;
  readonly redis: RedisConnection;
  readonly keyOf: (part: string) => string;
  /** Leases that were lost: whoever has them must be refused. */
  readonly stale: LeasedJob[];
}

const ATTEMPTS = 2;
const MAX_LOST = 2;
const FAR_MS = 3_600_000;

type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  toString: () => name,
  run: async (model, real) => {
    await run(model, real);
    const { counts } = await real.queue.info();
    expect(counts).toEqual(model.counts());
    for (const [id, { state, failures, lost, priority }] of model.jobs)
      expect(await real.queue.get(id)).toMatchObject({ id, state, attempts: failures + lost, priority });
    const listed = (await real.queue.list({ limit: 20 })).items.map(({ id }) => id);
    expect(listed.toSorted()).toEqual([...model.jobs.keys()].toSorted());
  },
});

const ids = fc.integer({ min: 0, max: 7 }).map((n) => `job-${n}`);

const adding = fc
  .record({ id: ids, priority: fc.constantFrom(0, 0, 5, -5), delayed: fc.boolean(), lifo: fc.boolean() })
  .map(({ id, priority, delayed, lifo }) =>
    command(`add ${id} ${JSON.stringify({ priority, delayed, lifo })}`, async (model, { queue }) => {
      model.add(id, { priority, delayed, lifo });
      await queue.add('any', { id }, { id, priority, lifo, ...(delayed && { delayMs: FAR_MS }) });
    }),
  );

const leasing = fc.integer({ min: 1, max: 4 }).map((max) =>
  command(`lease ${max}`, async (model, { leases }) => {
    const expected = model.lease(max);
    const jobs = await leases.lease({ max, leaseMs: FAR_MS });
    expect(jobs.map(({ id }) => id)).toEqual(expected);
    for (const job of jobs) {
      const known = model.jobs.get(job.id);
      expect(job.attempt).toBe((known?.failures ?? 0) + (known?.lost ?? 0) + 1);
      model.leases.push(job);
    }
  }),
);

const settling = fc
  .record({ pick: fc.nat(), status: fc.constantFrom('completed', 'failed', 'released', 'snoozed') })
  .map(({ pick, status }) =>
    command(`settle ${status}`, async (model, { leases }) => {
      const lease = model.leases[pick % model.leases.length];
      if (!lease) return;
      const [result] = await leases.settle([
        { id: lease.id, token: lease.token, status, retry: { delayMs: FAR_MS }, delayMs: FAR_MS },
      ]);
      expect(result?.accepted).toBe(true);
      model.drop(lease.id);
      if (status === 'completed') model.change(lease.id, { state: 'completed' });
      if (status === 'released') model.toHead(lease.id);
      if (status === 'snoozed') model.change(lease.id, { state: 'delayed' });
      if (status === 'failed') {
        const failures = (model.jobs.get(lease.id)?.failures ?? 0) + 1;
        model.change(lease.id, { failures, state: failures >= ATTEMPTS ? 'dead' : 'delayed' });
      }
    }),
  );

/** As if the lease's time had passed, without waiting for it. */
const expiring = fc.nat().map((pick) =>
  command('expire', async (model, { redis, leases, keyOf, stale }) => {
    const lease = model.leases[pick % model.leases.length];
    if (!lease) return;
    await redis.client.zadd(keyOf('active'), 1, lease.id);
    const wasPaused = model.isPaused;
    const jobs = await leases.lease({ max: 1, leaseMs: FAR_MS });
    model.drop(lease.id);
    stale.push(lease);
    const lost = (model.jobs.get(lease.id)?.lost ?? 0) + 1;
    model.change(lease.id, { lost });
    if (lost >= MAX_LOST) model.change(lease.id, { state: 'dead' });
    else model.toHead(lease.id);
    const expected = wasPaused ? [] : model.lease(1);
    expect(jobs.map(({ id }) => id)).toEqual(expected);
    for (const job of jobs) {
      model.leases.push(job);
    }
  }),
);

const settlingLate = fc.nat().map((pick) =>
  command('settle what is lost', async (model, { leases, stale }) => {
    const lease = stale[pick % stale.length];
    if (!lease) return;
    const lease2 = { id: lease.id, token: lease.token };
    const code = model.cancelled.get(lease.id) === lease.token ? 'JOB_CANCELLED' : 'LEASE_LOST';
    const refused = [{ id: lease.id, accepted: false, code }];
    expect(await leases.settle([{ ...lease2, status: 'completed' }])).toEqual(refused);
    expect((await leases.extend([lease2])).results).toEqual(refused);
  }),
);

const removing = ids.map((id) =>
  command(`remove ${id}`, async (model, { queue, stale }) => {
    expect(await queue.remove(id)).toBe(model.jobs.has(id));
    stale.push(...model.leases.filter((lease) => lease.id === id));
    model.drop(id);
    model.remove(id);
  }),
);

const cancelling = ids.map((id) =>
  command(`cancel ${id}`, async (model, { queue, stale }) => {
    const job = model.jobs.get(id);
    const call = queue.cancel(id);
    if (!job) return expect(call).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    if (job.state === 'completed' || (job.state === 'dead' && !model.cancelled.has(id)))
      return expect(call).rejects.toMatchObject({ code: 'JOB_STATE' });
    await call;
    if (job.state === 'dead') return;
    stale.push(...model.leases.filter((lease) => lease.id === id));
    model.cancel(id);
    model.drop(id);
  }),
);

const updating = ids.map((id) =>
  command(`update ${id}`, async (model, { queue }) => {
    const update = queue.update(id, 'other');
    if (!model.jobs.has(id)) return expect(update).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    await update;
    expect((await queue.get(id))?.data).toBe('other');
  }),
);

const prioritizing = fc.record({ id: ids, priority: fc.constantFrom(0, 5, -5, 7) }).map(({ id, priority }) =>
  command(`give ${id} priority ${priority}`, async (model, { queue }) => {
    const call = queue.prioritize(id, priority);
    if (!model.jobs.has(id)) return expect(call).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    await call;
    model.prioritize(id, priority);
  }),
);

const reviving = fc.record({ id: ids, what: fc.constantFrom('promote', 'retry') }).map(({ id, what }) =>
  command(`${what} ${id}`, async (model, { queue }) => {
    const state = model.jobs.get(id)?.state;
    const fitting = what === 'promote' ? ['delayed'] : ['dead', 'completed'];
    const call = what === 'promote' ? queue.promote(id) : queue.retry(id);
    if (!state || !fitting.includes(state))
      return expect(call).rejects.toMatchObject({ code: state ? 'JOB_STATE' : 'JOB_NOT_FOUND' });
    await call;
    model.toTail(id);
    if (what === 'promote') return;
    model.change(id, { failures: 0, lost: 0 });
    model.cancelled.delete(id);
  }),
);

const steering = fc.constantFrom('pause', 'resume', 'drain', 'redrive').map((what) =>
  command(what, async (model, { queue }) => {
    const of = (state: State) => [...model.jobs].filter(([, job]) => job.state === state).map(([id]) => id);
    if (what === 'pause') await queue.pause();
    if (what === 'resume') await queue.resume();
    if (what === 'pause' || what === 'resume') model.isPaused = what === 'pause';
    if (what === 'drain') {
      expect(await queue.drain()).toBe(of('waiting').length);
      model.drain();
    }
    if (what === 'redrive') {
      // Dead letters of the same instant have no order: at most one at a time keeps the model simple.
      const dead = (await queue.list({ state: 'dead' })).items
        .map(({ id }) => id)
        .filter((id) => !model.cancelled.has(id));
      expect(await queue.redrive({ limit: 1 })).toBe(Math.min(1, dead.length));
      const [moved] = dead;
      if (moved === undefined) return;
      model.change(moved, { failures: 0, lost: 0 });
      model.toTail(moved);
    }
  }),
);

describe.each(topologies)('the scripts against a model of them, on %s', (_name, target) => {
  let module: TestingModule;
  beforeAll(async () => {
    module = await startModule(target, [
      QueueModule.forRoot({ attempts: ATTEMPTS, maxLostLeases: MAX_LOST }),
    ]);
  });
  afterAll(async () => module.close());

  it('agree after every step, whatever the steps', async () => {
    const queues = module.get(QueueService);
    const redis = module.get(RedisConnection);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.commands(
          [
            adding,
            adding,
            adding,
            leasing,
            leasing,
            settling,
            expiring,
            settlingLate,
            removing,
            cancelling,
            updating,
            prioritizing,
            prioritizing,
            reviving,
            steering,
          ],
          {
            maxCommands: 60,
            size: 'max',
          },
        ),
        async (commands) => {
          const name = `model-${run++}`;
          const queue = queues.queue(name);
          const keyOf = (part: string) => redis.keys('queue')(name, part);
          const real = { queue, leases: queues.leases(name), redis, keyOf, stale: [] };
          await fc.asyncModelRun(() => ({ model: new Model(), real }), commands);
          const left = await queue.obliterate();
          expect(left).toBeGreaterThanOrEqual(0);
          const parts = [
            'jobs',
            'state',
            'waiting',
            'removed',
            'prioritized',
            'delayed',
            'active',
            'tokens',
            'completed',
            'dead',
            'meta',
          ];
          expect(await redis.client.exists(...parts.map(keyOf))).toBe(0);
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);

  it('leases the job that waits behind removed ones', async () => {
    const queues = module.get(QueueService);
    const queue = queues.queue('behind');
    const gone = await queue.addBulk(Array.from({ length: 20 }, () => ({ name: 'any', data: null })));
    const id = await queue.add('any', null);
    await Promise.all(gone.map(async (removed) => queue.remove(removed)));
    expect(await queues.leases('behind').lease({ max: 1 })).toMatchObject([{ id }]);
  });
});
