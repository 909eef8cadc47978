import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { projectNode } from '../../../scripts/command.mjs';
import { MessagingModule, MessagingService } from '../../../src/features/messaging/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone } from '../../support/servers.js';
import { tempDir } from '../../support/temp-dir.js';

/** How long processes are killed for; longer is for those who have the time. */
const SECONDS = Number(process.env['MESSAGING_KILL_SECONDS'] ?? 6);
const PROCESSES = 4;
const LEASE_MS = 900;

/** Kills and freezes consumers at random, and starts others; answers how often. */
async function disturb(children: ReadonlySet<ChildProcess>, startConsumer: () => void): Promise<number> {
  let faults = 0;
  for (const endsAt = Date.now() + SECONDS * 1000; Date.now() < endsAt; faults++) {
    await delay(500 * Math.random());
    const victim = [...children][Math.floor(Math.random() * children.size)];
    if (Math.random() < 0.3) {
      // Longer than its lease: others have its messages when it goes on.
      victim?.kill('SIGSTOP');
      setTimeout(() => victim?.kill('SIGCONT'), LEASE_MS * 1.5);
    } else {
      victim?.kill('SIGKILL');
      startConsumer();
    }
  }
  return faults;
}

/** The messages of each key in the order in which they were first handled. */
function firstRuns(lines: readonly string[]): Map<string, number[]> {
  const runs = [...new Set(lines)].map((line) => line.split(' '));
  const byKey = Map.groupBy(runs, ([key = '']) => key);
  return new Map([...byKey].map(([key, own]) => [key, own.map(([, sequence]) => Number(sequence))]));
}

describe('consumers in processes of their own', () => {
  const ledger = join(tempDir(), 'ledger');

  it(
    'every message is handled, and those of a key in their order, while consumers are killed and frozen at random',
    async () => {
      await ensureBuilt();
      const server = await startStandalone();
      const module = await startModule({ url: server.url, deadlineMs: 5000 }, [MessagingModule.forRoot({})]);
      const topic = module.get(MessagingService).topic<number>('jobs');
      const group = topic.group('g');
      await group.create({ from: 'start', leaseMs: LEASE_MS, maxDeliveries: 1000 });
      const redis = { url: server.url, prefix: module.get(RedisConnection).options.prefix, deadlineMs: 5000 };
      const children = new Set<ChildProcess>();
      const startConsumer = () => {
        const child = fork(
          join(import.meta.dirname, 'consumer-process.mjs'),
          [JSON.stringify({ redis, ledger })],
          {
            execPath: projectNode(),
          },
        );
        children.add(child);
        child.once('exit', () => children.delete(child));
      };
      const lines = () =>
        existsSync(ledger) ? readFileSync(ledger, 'utf8').split('\n').filter(Boolean) : [];

      let published = 0;
      let isOver = false;
      const publish = async () => {
        while (!isOver) {
          const some = Array.from({ length: 20 }, (_, i) => ({ data: i, key: `key-${i}` }));
          published += (await topic.publishAll(some)).length;
          await delay(20);
        }
      };
      const publishing = publish();
      for (let i = 0; i < PROCESSES; i++) startConsumer();
      await eventually(() => expect(lines().length).toBeGreaterThan(0), { withinMs: 30_000 });
      const faults = await disturb(children, startConsumer);
      isOver = true;
      await publishing;
      await eventually(
        async () =>
          expect(await group.info()).toMatchObject({
            lag: 0,
            delivered: 0,
            retrying: 0,
            parked: 0,
            dead: 0,
            totals: { acknowledged: published, lost: 0, dead: 0 },
          }),
        { withinMs: 60_000 },
      );
      for (const child of children) child.kill('SIGKILL');
      expect(faults).toBeGreaterThan(5);
      const firsts = firstRuns(lines());
      expect([...firsts.values()].flat()).toHaveLength(published);
      for (const own of firsts.values()) expect(own).toEqual(own.toSorted((a, b) => a - b));
      await module.close();
      await server.stop();
    },
    SECONDS * 1000 + 120_000,
  );
});
