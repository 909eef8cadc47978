import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from '../../scripts/build.mjs';
import { projectNode } from '../../scripts/command.mjs';
import { RedisConnection, redisOptions } from '../../src/redis/index.js';
import { RedisRpcClient } from '../../src/transport/index.js';
import { startStandalone } from '../support/servers.js';
import { tempDir } from '../support/temp-dir.js';
import { uniquePrefix } from '../support/topologies.js';

/** How often a process is killed or frozen; more is for those who have the time. */
const FAULTS = Number(process.env['RPC_KILL_FAULTS'] ?? 8);
const REPLICAS = 3;
const EVERY_MS = 10;
const TIMEOUT_MS = 5000;
/** What a replica may have begun on, or claimed, when it is killed: a handler takes 5 ms, and requests come every 10. */
const BEGUN = 4;

describe('replicas in processes of their own', () => {
  const ledger = join(tempDir(), 'ledger');
  const children = new Set<ChildProcess>();
  // Minutes, where others build at the same time.
  beforeAll(async () => ensureBuilt(), 300_000);
  afterEach(() => children.forEach((child) => child.kill('SIGKILL')));

  it(
    'handle no request twice, and lose none but what one had begun, while they are killed and frozen at random',
    async () => {
      const server = await startStandalone();
      const redis = { url: server.url, prefix: uniquePrefix(), deadlineMs: 2000 };
      const start = async (): Promise<void> => {
        const args = [JSON.stringify({ redis, ledger })];
        const child = fork(join(import.meta.dirname, 'replica-process.mjs'), args, {
          execPath: projectNode(),
        });
        const isReady = await new Promise<boolean>((resolve) => {
          child.once('message', () => resolve(true)).once('exit', () => resolve(false));
        });
        if (!isReady) return start(); // Redis was not reached in time, on a busy machine
        children.add(child);
      };
      for (let i = 0; i < REPLICAS; i++) await start();

      const connection = new RedisConnection('default', redisOptions.check(redis));
      await connection.open();
      const client = new RedisRpcClient(connection, { timeoutMs: TIMEOUT_MS });
      const outcomes: Promise<{ n: number; code?: string; ms: number }>[] = [];
      let isOver = false;
      const asking = (async () => {
        for (let n = 1; !isOver; n++) {
          outcomes.push(ask(client, n));
          await delay(EVERY_MS);
        }
      })();

      let killed = 0;
      let frozen = 0;
      const starting: Promise<void>[] = [];
      while (killed + frozen < FAULTS) {
        await delay(300 * Math.random());
        const victim = [...children][Math.floor(Math.random() * children.size)];
        if (Math.random() < 0.4) {
          frozen++;
          victim?.kill('SIGSTOP');
          setTimeout(() => victim?.kill('SIGCONT'), 1000);
        } else if (victim) {
          killed++;
          children.delete(victim);
          victim.kill('SIGKILL');
          starting.push(start());
        }
        if (children.size < 2) await Promise.all(starting);
      }
      await Promise.all(starting);
      isOver = true;
      await asking;
      const all = await Promise.all(outcomes); // each has ended: nothing waits for ever
      const lines = existsSync(ledger) ? readFileSync(ledger, 'utf8').split('\n').filter(Boolean) : [];
      const runs = new Set(lines.map(Number));
      const failed = all.filter(({ code }) => code !== undefined);
      expect(runs.size).toBeGreaterThan(20 * FAULTS);
      expect(lines).toHaveLength(runs.size); // none ran twice
      expect(all.filter(({ n, code }) => code === undefined && !runs.has(n))).toEqual([]);
      // What was never begun by anybody was claimed by one that was killed, or is not lost.
      expect([...new Set(failed.map(({ code }) => code))].filter((code) => code !== 'RPC_TIMEOUT')).toEqual(
        [],
      );
      expect(failed.length).toBeLessThanOrEqual(BEGUN * (killed + frozen));
      await client.close();
      await connection.close();
      await server.stop();
    },
    FAULTS * 3000 + 90_000,
  );

  const ask = async (client: RedisRpcClient, n: number) => {
    const startedAt = performance.now();
    try {
      await client.request('work', n);
      return { n, ms: performance.now() - startedAt };
    } catch (error) {
      return { n, code: String((error as { code?: string }).code), ms: performance.now() - startedAt };
    }
  };
});
