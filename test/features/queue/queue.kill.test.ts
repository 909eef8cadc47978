import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { projectNode } from '../../../scripts/command.mjs';
import { QueueModule, QueueService, type Job } from '../../../src/features/queue/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { tempDir } from '../../support/temp-dir.js';

/** How long processes are killed for; a minute and more is for those who have the time (QUEUE_KILL_SECONDS=60). */
const SECONDS = Number(process.env['QUEUE_KILL_SECONDS'] ?? 8);
const PROCESSES = 8;

const ledger = join(tempDir(), 'ledger');
let server: RedisServer;
let module: TestingModule;
let queues: QueueService;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  await ensureBuilt();
  server = await startStandalone({ appendOnly: true });
}, 120_000);

beforeEach(async () => {
  module = await startModule({ url: server.url, deadlineMs: 5000 }, [QueueModule.forRoot(settings())]);
  queues = module.get(QueueService);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await module.close();
});
afterAll(async () => server.stop());

const settings = () => ({
  leaseMs: 900,
  maxLostLeases: 1000,
  keepCompletedMs: 600_000,
  keepCompletedCount: 1_000_000,
});

function startWorker(prefix: string, options = {}): ChildProcess {
  const redis = { url: server.url, prefix, deadlineMs: 5000 };
  const argument = JSON.stringify({ redis, queue: { ...settings(), ...options }, ledger });
  const child = fork(join(import.meta.dirname, 'worker-process.mjs'), [argument], {
    execPath: projectNode(),
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

const prefixOf = () => queues.queue('jobs').shards[0]?.redis.options.prefix ?? '';
const ranIds = () => (existsSync(ledger) ? readFileSync(ledger, 'utf8').split('\n').filter(Boolean) : []);

it(
  'loses no job and settles each once while workers are killed and frozen at random',
  async () => {
    const queue = queues.queue('jobs');
    const acknowledged: string[] = [];
    let isOver = false;
    const produce = async () => {
      while (!isOver) {
        const some = Array.from({ length: 20 }, async (_, n) =>
          queue.add('job', { n }, n === 0 ? { delayMs: 200 } : {}),
        );
        acknowledged.push(...(await Promise.all(some)));
        await delay(20);
      }
    };
    const producing = produce();
    for (let i = 0; i < PROCESSES; i++) startWorker(prefixOf());
    await eventually(() => expect(ranIds().length).toBeGreaterThan(0), { withinMs: 20_000 });
    const endsAt = Date.now() + SECONDS * 1000;
    let kills = 0;
    while (Date.now() < endsAt) {
      await delay(300 * Math.random());
      const victims = [...children];
      const victim = victims[Math.floor(Math.random() * victims.length)];
      if (Math.random() < 0.3) {
        // Longer than its lease: others have its jobs when it goes on.
        victim?.kill('SIGSTOP');
        setTimeout(() => victim?.kill('SIGCONT'), 1500);
        continue;
      }
      victim?.kill('SIGKILL');
      kills++;
      startWorker(prefixOf());
    }
    isOver = true;
    await producing;
    await eventually(
      async () =>
        expect((await queue.info()).counts).toEqual({
          waiting: 0,
          delayed: 0,
          active: 0,
          dead: 0,
          completed: acknowledged.length,
        }),
      { withinMs: 60_000 },
    );
    const { totals } = await queue.info();
    const ran = new Set(ranIds());
    expect(kills).toBeGreaterThan(SECONDS);
    expect(new Set(acknowledged).size).toBe(acknowledged.length);
    expect(totals.completed).toBe(acknowledged.length);
    expect(acknowledged.filter((id) => !ran.has(id))).toEqual([]);
  },
  SECONDS * 1000 + 120_000,
);

it('takes a job from a worker that is frozen past its lease, and refuses what that one says of it later', async () => {
  const queue = queues.queue('jobs');
  const frozen = startWorker(prefixOf());
  await once(frozen, 'message');
  const id = await queue.add('hold', 300);
  await eventually(() => expect(ranIds()).toContain(id));
  frozen.kill('SIGSTOP');
  const other = queues.work('jobs', () => ({ run: (job: Job) => `attempt ${job.attempt} here` }));
  await eventually(async () =>
    expect(await queue.get(id)).toMatchObject({ state: 'completed', attempts: 1 }),
  );
  await other.stop(0);
  frozen.kill('SIGCONT');
  // The frozen one is at work again, its outcome of the first job long sent, when it has done a second one.
  await delay(400);
  const second = await queue.add('hold', 1);
  await eventually(async () =>
    expect(await queue.get(second)).toMatchObject({ state: 'completed', result: frozen.pid }),
  );
  expect(await queue.get(id)).toMatchObject({ result: 'attempt 2 here' });
  expect((await queue.info()).totals).toMatchObject({ completed: 2, lost: 1 });
}, 40_000);

it('puts a job that kills its workers aside', async () => {
  const queue = queues.queue('jobs');
  const id = await queue.add('poison', null);
  const options = { maxLostLeases: 2 };
  const dying = new Set([startWorker(prefixOf(), options)]);
  await eventually(
    async () => {
      for (const child of dying)
        if (child.exitCode !== null || child.signalCode !== null) {
          dying.delete(child);
          dying.add(startWorker(prefixOf(), options));
        }
      expect(await queue.get(id)).toMatchObject({
        state: 'dead',
        attempts: 2,
        errors: [{ error: { name: 'LeaseLostError' } }, { error: { name: 'LeaseLostError' } }],
      });
    },
    { withinMs: 90_000 },
  );
  expect(ranIds().filter((ran) => ran === id)).toHaveLength(2);
}, 100_000);

it('keeps the jobs of strict groups in order while their workers are killed', async () => {
  const queue = queues.queue('jobs');
  const groups = ['acme', 'bolt', 'crux', 'dune'];
  const perGroup = 50;
  await queue.groups.put({ strict: true });
  const options = { attempts: 1000, backoff: { type: 'fixed', delayMs: 5 } } as const;
  await queue.addBulk(
    Array.from({ length: perGroup }, (_, n) =>
      groups.map((group) => ({
        name: 'flaky',
        data: n,
        options: { ...options, group, id: `${group}-${n}` },
      })),
    ).flat(),
  );
  for (let i = 0; i < 4; i++) startWorker(prefixOf());
  const count = perGroup * groups.length;
  let kills = 0;
  while ((await queue.info()).totals.completed < count) {
    await delay(100);
    // Enough is enough: each one that is killed holds its groups up for a lease.
    if (kills >= 12 || !groups.some((group) => ranIds().some((id) => id.startsWith(group)))) continue;
    [...children][kills++ % children.size]?.kill('SIGKILL');
    startWorker(prefixOf());
  }
  expect(kills).toBeGreaterThan(3);
  expect((await queue.info()).counts).toMatchObject({ waiting: 0, delayed: 0, active: 0, dead: 0 });
  const ran = ranIds();
  for (const group of groups) {
    const order = ran.flatMap((id) =>
      id.startsWith(`${group}-`) ? [Number(id.slice(group.length + 1))] : [],
    );
    // Each comes after the one before, or again: none before its turn.
    order.forEach((n, i) => expect(n - (order[i - 1] ?? 0)).toBeGreaterThanOrEqual(0));
    order.forEach((n, i) => expect(n - (order[i - 1] ?? 0)).toBeLessThanOrEqual(1));
    expect(new Set(order).size).toBe(perGroup);
  }
}, 100_000);
