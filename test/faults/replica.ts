import { join } from 'node:path';
import { freePort } from '../../scripts/redis-server.mjs';
import { projectNode, root } from '../../scripts/command.mjs';
import { Supervised } from '../../scripts/supervise.mjs';
import { Inspector } from '../soak/inspector.js';
import { waitUntil } from '../../scripts/wait-until.mjs';

const START_WITHIN_MS = 60_000;

/** The built service in a process of its own, always on the same port; it ends with this process. */
export class Replica {
  private constructor(
    readonly url: string,
    private readonly process: Supervised,
    private readonly inspectorPort: number,
  ) {}

  /** Starts the service with these settings beside its own defaults, and resolves once it is ready. */
  static async start(settings: Readonly<Record<string, string>>): Promise<Replica> {
    const port = await freePort();
    const clock = join(import.meta.dirname, 'jumping-clock-process.mjs');
    // Behind other tests that run at the same time, some of which measure how long they take.
    const inspectorPort = await freePort();
    const node = [projectNode(), `--inspect=127.0.0.1:${inspectorPort}`, '--import', clock];
    const command = ['nice', '-n', '5', ...node, 'dist/main.js'];
    const env = {
      PATH: process.env['PATH'],
      PORT: String(port),
      LOG_LEVEL: 'warn',
      NODE_ENV: 'test',
      ...settings,
    };
    const supervised = new Supervised(command, { cwd: root, env, graceMs: 15_000 });
    const replica = new Replica(`http://127.0.0.1:${port}`, supervised, inspectorPort);
    await replica.start();
    return replica;
  }

  /** What it has said since it was first started, the last of it. */
  get output(): string {
    return this.process.lastOutput;
  }

  /** Starts it, again after `kill()` or `end()`, and resolves once it is ready. */
  async start(): Promise<void> {
    await this.process.start();
    try {
      await waitUntil(async () => this.process.pid === undefined || this.isReady(), {
        withinMs: START_WITHIN_MS,
        what: 'the service is ready',
      });
      if (this.process.pid === undefined) throw new Error('the service ended');
    } catch (error) {
      throw new Error(`The service did not start. It said: ${this.output}`, { cause: error });
    }
  }

  /** Kills it with SIGKILL, as a crash would, and resolves once it is gone. */
  async kill(): Promise<void> {
    await this.signalled('SIGKILL');
  }

  /** Ends it as an orchestrator would, and resolves once it is gone. */
  async end(): Promise<void> {
    await this.signalled('SIGTERM');
  }

  /** Looks into it, while it runs. */
  async inspect(): Promise<Inspector> {
    return Inspector.connect(this.inspectorPort);
  }

  /** Sets its clock an hour ahead. */
  jumpAnHour(): void {
    this.process.signal('SIGUSR2');
  }

  async stop(): Promise<void> {
    await this.process.stop();
  }

  private async signalled(signal: NodeJS.Signals): Promise<void> {
    const exited = this.process.exited();
    this.process.signal(signal);
    await exited;
  }

  private async isReady(): Promise<boolean> {
    const response = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  }
}
