import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

// The shell ends the command when its input ends: when we say so, and when this process dies, however it went.
const GUARD = '"$@" & echo $! >&3; read -r _; kill $!; wait $!';

const STOP_WITHIN_MS = 3000;
const START_WITHIN_MS = 20_000;

const running = new Set<Server>();

/** Stops every server that still runs. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(async (server) => server.stop()));
}

export interface ServerCommand {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly port: number;
  /** A path that answers 200 once the server can be asked. */
  readonly probe: string;
}

/** Starts a server in a process of its own and resolves once it answers. What it prints is thrown away. */
export async function startServer(server: ServerCommand): Promise<Server> {
  const { command, env = {}, port, probe, name } = server;
  const shell = spawn('sh', ['-c', GUARD, 'guard', ...command], {
    detached: true, // a Ctrl-C is for this process, which then stops the servers
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  shell.stderr?.on('data', (chunk) => (complaints = (complaints + String(chunk)).slice(-4096)));
  const started = new Server(shell, `http://127.0.0.1:${port}`);
  running.add(started);
  const [pid] = await once(shell.stdio[3] as NodeJS.ReadableStream, 'data');
  started.pid = Number(pid);
  const giveUpAt = Date.now() + START_WITHIN_MS;
  while (!(await answers(started.url + probe))) {
    if (Date.now() > giveUpAt) throw new Error(`${name} does not answer ${probe}. It said: ${complaints}`);
    await delay(50);
  }
  return started;
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  await response?.arrayBuffer();
  return response?.status === 200;
}

/** A server in a process of its own. */
export class Server {
  pid = 0;

  constructor(
    private readonly shell: ChildProcess,
    readonly url: string,
  ) {}

  /** Time on a processor until now; undefined where the system does not tell (it does on Linux). */
  cpuMs(): number | undefined {
    try {
      const fields = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10; // ticks of 1/100 s
    } catch {
      return undefined;
    }
  }

  /** Resident memory in MiB now; undefined where the system does not tell. */
  memoryMib(): number | undefined {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1]) / 1024;
    } catch {
      return undefined;
    }
  }

  async stop(): Promise<void> {
    running.delete(this);
    if (this.shell.exitCode !== null) return;
    const exited = once(this.shell, 'exit');
    this.shell.stdin?.end();
    const timer = setTimeout(() => this.pid && process.kill(this.pid, 'SIGKILL'), STOP_WITHIN_MS);
    await exited;
    clearTimeout(timer);
  }
}

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
