import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { projectNode } from '../../../scripts/command.mjs';
import { AnalyticsModule, AnalyticsService } from '../../../src/features/analytics/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone } from '../../support/servers.js';
import { tempDir } from '../../support/temp-dir.js';

const PROCESSES = 2;
/** Events of one call of a process. */
const EVENTS = 5;
const KILLS = 4;

type Ack = 'stored' | 'buffered';

/** Processes that track and are killed, with a ledger of what they were told. */
class Colony {
  readonly children = new Set<ChildProcess>();
  private started = 0;

  constructor(
    private readonly url: string,
    private readonly ack: Ack,
    private readonly ledger: string,
  ) {}

  start(): void {
    const redis = { url: this.url, prefix: `test.${this.ack}`, deadlineMs: 500 };
    const name = `p${this.started++}`;
    const told = JSON.stringify({ redis, ledger: this.ledger, ack: this.ack, name });
    const child = fork(join(import.meta.dirname, 'tracking-process.mjs'), [told], {
      execPath: projectNode(),
    });
    this.children.add(child);
    child.once('exit', () => this.children.delete(child));
  }

  /** What was taken, by when. */
  get taken(): { at: number; call: string }[] {
    const text = existsSync(this.ledger) ? readFileSync(this.ledger, 'utf8') : '';
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' '))
      .map(([at = '', call = '']) => ({ at: Number(at), call }));
  }

  async kill(child: ChildProcess | undefined): Promise<void> {
    if (!child) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.children].map(async (child) => this.kill(child)));
  }

  async growsBy(calls: number): Promise<void> {
    const before = this.taken.length;
    await eventually(() => expect(this.taken.length).toBeGreaterThan(before + calls), { withinMs: 60_000 });
  }
}

async function counted(url: string, prefix: Ack): Promise<number> {
  const module = await startModule({ url, prefix: `test.${prefix}`, deadlineMs: 5000 }, [
    AnalyticsModule.forRoot({}),
  ]);
  const { total } = await module.get(AnalyticsService).pageviews('ledger');
  await module.close();
  return total.pageviews;
}

describe('processes that are killed', () => {
  const dir = tempDir();
  let running: Colony | undefined;
  afterEach(async () => running?.killAll());

  beforeAll(async () => ensureBuilt(), 240_000);

  it('lose nothing of what was told to be stored, and count nothing twice, over a restart of Redis too', async () => {
    const server = await startStandalone({ appendOnly: true, config: ['appendfsync always'] });
    const colony = new Colony(server.url, 'stored', join(dir, 'stored'));
    running = colony;
    for (let i = 0; i < PROCESSES; i++) colony.start();
    await colony.growsBy(20);
    for (let i = 0; i < KILLS; i++) {
      await delay(200);
      if (i === KILLS / 2) await server.restart();
      await colony.kill([...colony.children][i % colony.children.size]);
      colony.start();
      await colony.growsBy(10);
    }
    const open = colony.children.size + KILLS;
    await colony.killAll();
    const taken = EVENTS * colony.taken.length;
    const all = await counted(server.url, 'stored');
    expect(all).toBeGreaterThanOrEqual(taken);
    // Of each process at most the call that was on its way when it was killed may be counted and not told.
    expect(all).toBeLessThanOrEqual(taken + EVENTS * open);
    await server.stop();
  }, 120_000);

  it('lose of what is buffered no more than what came in the last moments', async () => {
    const server = await startStandalone();
    const colony = new Colony(server.url, 'buffered', join(dir, 'buffered'));
    running = colony;
    for (let i = 0; i < PROCESSES; i++) colony.start();
    // Some seconds, of which the last one may be lost.
    await colony.growsBy(250);
    const killedAt: number[] = [];
    for (const child of Array.from(colony.children)) {
      await colony.kill(child);
      killedAt.push(Date.now());
      await delay(100);
    }
    const taken = EVENTS * colony.taken.length;
    const all = await counted(server.url, 'buffered');
    expect(all).toBeLessThanOrEqual(taken + EVENTS * PROCESSES);
    // `flushMs` is 200 in them; twice that for a batch that was on its way, and for a busy machine.
    const last = colony.taken.filter(({ at, call }) => {
      const process = Number(/^p(\d+)/.exec(call)?.[1] ?? 0);
      return at > (killedAt[process] ?? 0) - 1000;
    });
    expect(all).toBeGreaterThanOrEqual(taken - EVENTS * last.length);
    // A loss there is: else this would prove nothing of `buffered`.
    expect(last.length).toBeLessThan(colony.taken.length);
    await server.stop();
  }, 120_000);
});
