import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { QueueModule, QueueService, type LeasedJob, type Queue } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

interface ModelJob {
  readonly group: string;
  priority: number;
  state: 'waiting' | 'delayed' | 'active' | 'dead' | 'completed';
  /** Order within its group once it has waited there; lower comes first. */
  order: number | undefined;
  failures: number;
  lost: number;
}

interface Limits {
  readonly concurrency?: number;
  readonly strict?: boolean;
  readonly maxWaiting?: number;
  readonly weight?: number;
}

/** What groups are, in words as plain as they come. */
class Model {
  readonly jobs = new Map<string, ModelJob>();
  readonly limits = new Map<string, Limits>();
  readonly paused = new Set<string>();
  /** Jobs that have a place of their group. */
  readonly busy = new Set<string>();
  /** Groups of which a job can begin, whose turn it is first. */
  ring: string[] = [];
  readonly leases: LeasedJob[] = [];
  /** How many jobs the first of the ring has begun with in its turn, where it may begin with more. */
  private begun = 0;
  private first = 0;
  last = 0;

  /** Whether these can be added together: whether each group has room for those that it does not know. */
  fits(adding: readonly (Adding & { id: string })[]): boolean {
    const fresh = adding.filter(
      ({ id }, i) => !this.jobs.has(id) && adding.findIndex((job) => job.id === id) === i,
    );
    const waiting = fresh.filter(({ delayed }) => !delayed);
    return GROUPS.every((group) => {
      const more = waiting.filter((job) => job.group === group).length;
      const { maxWaiting = Infinity } = this.limits.get(group) ?? {};
      return more === 0 || this.waiting(group).length + more <= maxWaiting;
    });
  }

  add(id: string, { group, priority, delayed, lifo }: Adding): void {
    if (this.jobs.has(id)) return;
    const order = lifo && priority === 0 ? --this.first : ++this.last;
    const state = delayed ? 'delayed' : 'waiting';
    this.jobs.set(id, { group, priority, state, order: delayed ? undefined : order, failures: 0, lost: 0 });
    this.refresh(group);
  }

  waiting(group: string): string[] {
    return [...this.jobs]
      .filter(([, job]) => job.group === group && job.state === 'waiting')
      .toSorted(([, a], [, b]) => b.priority - a.priority || (a.order ?? 0) - (b.order ?? 0))
      .map(([id]) => id);
  }

  busyIn(group: string): number {
    return [...this.busy].filter((id) => this.jobs.get(id)?.group === group).length;
  }

  /** Whether a group has turns; one that has them anew is the last. */
  refresh(group: string): void {
    const { concurrency = Infinity, strict } = this.limits.get(group) ?? {};
    const most = strict ? 1 : concurrency;
    const isOpen = !this.paused.has(group) && this.waiting(group).length > 0 && this.busyIn(group) < most;
    if (!isOpen) this.leave(group);
    else if (!this.ring.includes(group)) this.ring.push(group);
  }

  private leave(group: string): void {
    if (this.ring[0] === group) this.begun = 0;
    this.ring = this.ring.filter((other) => other !== group);
  }

  /** The same after something was said of a group: it is the last then in any case. */
  renew(group: string): void {
    this.leave(group);
    this.refresh(group);
  }

  lease(max: number): string[] {
    const ids: string[] = [];
    while (ids.length < max) {
      const [group] = this.ring;
      const id = group === undefined ? undefined : this.waiting(group)[0];
      if (group === undefined || id === undefined) break;
      ids.push(id);
      this.busy.add(id);
      this.change(id, { state: 'active' });
      const { weight = 1 } = this.limits.get(group) ?? {};
      this.begun++;
      if (this.begun < weight) this.refresh(group);
      else this.renew(group);
    }
    return ids;
  }

  /** To come again later: others may begin meanwhile, unless the group is strict. */
  delay(id: string): void {
    const group = this.groupOf(id);
    this.change(id, { state: 'delayed' });
    if (!this.limits.get(group)?.strict) this.busy.delete(id);
    this.refresh(group);
  }

  enter(id: string): void {
    const job = this.jobs.get(id);
    if (!job) return;
    this.busy.delete(id);
    this.change(id, { state: 'waiting', order: job.order ?? ++this.last });
    this.refresh(job.group);
  }

  end(id: string, state: 'completed' | 'dead'): void {
    this.busy.delete(id);
    // What is run again later has no place from before.
    this.change(id, { state, order: undefined });
    this.refresh(this.groupOf(id));
  }

  remove(id: string): void {
    const group = this.groupOf(id);
    this.busy.delete(id);
    this.jobs.delete(id);
    this.refresh(group);
  }

  drop(id: string): void {
    const at = this.leases.findIndex((lease) => lease.id === id);
    if (at >= 0) this.leases.splice(at, 1);
  }

  change(id: string, change: Partial<ModelJob>): void {
    Object.assign(this.jobs.get(id) ?? {}, change);
  }

  groupOf(id: string): string {
    return this.jobs.get(id)?.group ?? '';
  }

  list() {
    return GROUPS.map((group) => ({
      group,
      waiting: this.waiting(group).length,
      busy: this.busyIn(group),
      paused: this.paused.has(group),
    })).filter(({ waiting, busy }) => waiting + busy > 0);
  }
}

interface Adding {
  readonly group: string;
  readonly priority: number;
  readonly delayed: boolean;
  readonly lifo: boolean;
}

interface Real {
  readonly queue: Queue;
  readonly leases: ReturnType<QueueService['leases']>;
  readonly redis: RedisConnection;
  readonly activeKey: string;
}

/** In the order of their bytes, which is not that of any language. */
const GROUPS = ['B', 'a', 'a b', 'é'];
const ATTEMPTS = 3;
const MAX_LOST = 2;
const FAR_MS = 3_600_000;

/** What is said of a group, by what the steps are called. */
const LIMITS: Record<string, Limits> = {
  limit: { concurrency: 2 },
  strict: { strict: true },
  narrow: { maxWaiting: 2 },
  heavy: { weight: 2 },
  heavier: { weight: 3, concurrency: 4, maxWaiting: 4 },
};

type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  toString: () => name,
  run: async (model, real) => {
    await run(model, real);
    const { items } = await real.queue.groups.list();
    expect(items.map((item) => ({ ...item, limits: undefined }))).toEqual(model.list());
    for (const [id, { state, group, failures, lost }] of model.jobs)
      expect(await real.queue.get(id)).toMatchObject({ id, state, group, attempts: failures + lost });
    const waiting = [...model.jobs.values()].filter(({ state }) => state === 'waiting').length;
    expect((await real.queue.info()).counts.waiting).toBe(waiting);
  },
});

const ids = fc.integer({ min: 0, max: 19 }).map((n) => `job-${n}`);
/** One of them more often, so that many of its jobs wait. */
const groups = fc.constantFrom(...GROUPS, 'a', 'a');

const newJob = fc.record({
  id: ids,
  group: groups,
  priority: fc.constantFrom(0, 0, 5, -5),
  delayed: fc.constantFrom(false, false, true),
  lifo: fc.boolean(),
});

type Added = Adding & { readonly id: string };

const optionsOf = ({ id, group, priority, lifo, delayed }: Added) => ({
  id,
  group,
  priority,
  lifo,
  ...(delayed && { delayMs: FAR_MS }),
});

/** Adds what fits, all or none. */
async function addAll(model: Model, jobs: readonly Added[], send: () => Promise<unknown>): Promise<void> {
  if (!model.fits(jobs)) {
    await expect(send()).rejects.toMatchObject({ code: 'GROUP_FULL' });
    return;
  }
  for (const { id, ...how } of jobs) model.add(id, how);
  await send();
}

const adding = newJob.map((job) =>
  command(`add ${JSON.stringify(job)}`, async (model, { queue }) =>
    addAll(model, [job], async () => queue.add('any', { id: job.id }, optionsOf(job))),
  ),
);

const addingMany = fc
  .array(newJob, { minLength: 2, maxLength: 5 })
  .map((jobs) =>
    command(`add together ${JSON.stringify(jobs)}`, async (model, { queue }) =>
      addAll(model, jobs, async () =>
        queue.addBulk(jobs.map((job) => ({ name: 'any', data: { id: job.id }, options: optionsOf(job) }))),
      ),
    ),
  );

async function take(model: Model, { leases }: Real, max: number): Promise<void> {
  const expected = model.lease(max);
  const jobs = await leases.lease({ max, leaseMs: FAR_MS });
  expect(jobs.map(({ id }) => id)).toEqual(expected);
  model.leases.push(...jobs);
}

const leasing = fc
  .integer({ min: 1, max: 6 })
  .map((max) => command(`lease ${max}`, async (model, real) => take(model, real, max)));

const settling = fc
  .record({ pick: fc.nat(), status: fc.constantFrom('completed', 'failed', 'released', 'snoozed') })
  .map(({ pick, status }) =>
    command(`settle ${status}`, async (model, { leases }) => {
      const lease = model.leases[pick % model.leases.length];
      if (!lease) return;
      const { id, token } = lease;
      const [result] = await leases.settle([
        { id, token, status, retry: { delayMs: FAR_MS }, delayMs: FAR_MS },
      ]);
      expect(result?.accepted).toBe(true);
      model.drop(id);
      if (status === 'completed') return model.end(id, 'completed');
      const failures = (model.jobs.get(id)?.failures ?? 0) + (status === 'failed' ? 1 : 0);
      model.change(id, { failures });
      if (failures >= ATTEMPTS) return model.end(id, 'dead');
      model.delay(id);
      if (status === 'released') model.enter(id);
    }),
  );

/** As if the lease's time had passed, without waiting for it. */
const expiring = fc.nat().map((pick) =>
  command('expire', async (model, real) => {
    const lease = model.leases[pick % model.leases.length];
    if (!lease) return;
    const { id } = lease;
    await real.redis.client.zadd(real.activeKey, 1, id);
    model.drop(id);
    const lost = (model.jobs.get(id)?.lost ?? 0) + 1;
    model.change(id, { lost });
    if (lost >= MAX_LOST) model.end(id, 'dead');
    else model.enter(id);
    await take(model, real, 1);
  }),
);

const removing = ids.map((id) =>
  command(`remove ${id}`, async (model, { queue }) => {
    expect(await queue.remove(id)).toBe(model.jobs.has(id));
    model.drop(id);
    model.remove(id);
  }),
);

const cancelling = ids.map((id) =>
  command(`cancel ${id}`, async (model, { queue }) => {
    const job = model.jobs.get(id);
    if (!job || job.state === 'dead' || job.state === 'completed') return;
    await queue.cancel(id);
    model.drop(id);
    model.end(id, 'dead');
    // The error of it counts as none of its attempts.
  }),
);

const reviving = ids.map((id) =>
  command(`promote or retry ${id}`, async (model, { queue }) => {
    const state = model.jobs.get(id)?.state;
    if (state === 'delayed') await queue.promote(id);
    else if (state === 'dead' || state === 'completed') await queue.retry(id);
    else return;
    if (state !== 'delayed') model.change(id, { failures: 0, lost: 0 });
    model.enter(id);
  }),
);

const prioritizing = fc.record({ id: ids, priority: fc.constantFrom(0, 5, -5, 7) }).map(({ id, priority }) =>
  command(`give ${id} priority ${priority}`, async (model, { queue }) => {
    const job = model.jobs.get(id);
    if (!job) return;
    await queue.prioritize(id, priority);
    if (job.priority === priority) return;
    job.priority = priority;
    if (job.order !== undefined) job.order = ++model.last;
  }),
);

const steering = fc
  .record({
    group: groups,
    what: fc.constantFrom('pause', 'resume', ...Object.keys(LIMITS), 'heavy', 'lift', 'drain'),
  })
  .map(({ group, what }) =>
    command(`${what} ${group}`, async (model, { queue }) => {
      if (what === 'drain') {
        const waiting = [...model.jobs].filter(([, { state }]) => state === 'waiting').map(([id]) => id);
        expect(await queue.drain()).toBe(waiting.length);
        for (const id of waiting) model.remove(id);
        return;
      }
      steer(model, what, group);
      if (what === 'pause') await queue.groups.pause(group);
      else if (what === 'resume') await queue.groups.resume(group);
      else if (what === 'lift') await queue.groups.remove(group);
      else await queue.groups.put(LIMITS[what] ?? {}, group);
    }),
  );

function steer(model: Model, what: string, group: string): void {
  if (what === 'pause') model.paused.add(group);
  else if (what === 'resume') model.paused.delete(group);
  else if (what === 'lift') model.limits.delete(group);
  else model.limits.set(group, LIMITS[what] ?? {});
  model.renew(group);
}

describe.each(topologies)('groups against a model of them, on %s', (_name, target) => {
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
            addingMany,
            addingMany,
            leasing,
            leasing,
            settling,
            settling,
            expiring,
            removing,
            cancelling,
            reviving,
            prioritizing,
            prioritizing,
            steering,
            steering,
          ],
          { maxCommands: 80, size: 'max' },
        ),
        async (commands) => {
          const name = `model-${run++}`;
          const queue = queues.queue(name);
          const keyOf = (part: string) => redis.keys('queue')(name, part);
          const real = { queue, leases: queues.leases(name), redis, activeKey: keyOf('active') };
          await fc.asyncModelRun(() => ({ model: new Model(), real }), commands);
          // What ends jobs leaves nothing of groups behind, but for what was said of them.
          for (const state of ['waiting', 'delayed', 'active'] as const)
            for await (const _ of queue.bulk.run({ action: 'remove', state })) continue;
          const parts = ['grouped', 'busy', 'ring', 'group-of', 'group-tats', 'removed'];
          expect(await redis.client.exists(...parts.map(keyOf))).toBe(0);
          await queue.obliterate();
          expect(await redis.client.exists(keyOf('group-limits'), keyOf('meta'))).toBe(0);
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);
});
