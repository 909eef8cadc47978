import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startServer, type Server } from './processes.js';

/** The service as it is shipped, with its default settings, on the Redis of this run; `node` are options of Node itself, `settings` its own. */
export async function startService(
  node: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const port = await freePort();
  const main = fileURLToPath(new URL('main.js', import.meta.resolve('rookery')));
  // Without keys, as its peers are.
  const env = {
    PORT: String(port),
    HOST: '127.0.0.1',
    NODE_ENV: 'development',
    LOG_PRETTY: 'false',
    ...settings,
  };
  return startServer({
    name: 'the service',
    command: [process.execPath, ...node, main],
    env,
    port,
    probe: '/readyz',
  });
}

export interface Peer {
  /** A file of bench/peers/, without its ending. */
  readonly name: string;
  /** A path that it answers with 200. */
  readonly probe: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a server of bench/peers/. */
export async function startPeer({ name, probe, env }: Peer): Promise<Server> {
  const port = await freePort();
  const file = fileURLToPath(new URL(`../peers/${name}.js`, import.meta.url));
  const command = [process.execPath, file];
  return startServer({ name, command, env: { ...env, PORT: String(port) }, port, probe });
}

/** Debian's webdis, an HTTP front of Redis in C; undefined where it is not installed. */
export async function startWebdis(redis: URL): Promise<Server | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const program = folders.map((folder) => join(folder, 'webdis')).find((path) => existsSync(path));
  if (!program) return undefined;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'rookery-bench-'));
  const config = join(folder, 'webdis.json');
  const settings = {
    redis_host: redis.hostname,
    redis_port: Number(redis.port || 6379),
    http_host: '127.0.0.1',
    http_port: port,
    threads: 2,
    pool_size: 20,
    daemonize: false,
    verbosity: 0,
    logfile: '/dev/null',
  };
  writeFileSync(config, JSON.stringify(settings));
  try {
    return await startServer({ name: 'webdis', command: [program, config], port, probe: '/PING' });
  } finally {
    rmSync(folder, { recursive: true }); // it has read it by now
  }
}
