import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve as absolute } from 'node:path';
import { stateDir, UserError } from './command.mjs';
import { tryLock } from './lock.mjs';
import { redisInfo } from './redis-probe.mjs';
import { Supervised } from './supervise.mjs';
import { waitUntil } from './wait-until.mjs';

const oldestVersion = 7;

/** Where a Redis goes that is unpacked for this project alone. */
export const unpackedDir = join(stateDir, 'redis-server');

/**
 * The path of a Redis or Valkey server of version 7.0 or later.
 * @param {string[]} [folders] where to look: on the PATH, and where one is unpacked for this project
 */
export function findRedisServer(folders = [...(process.env.PATH ?? '').split(delimiter), unpackedDir]) {
  const servers = folders
    .flatMap((folder) => [join(folder, 'redis-server'), join(folder, 'valkey-server')])
    .filter((path) => existsSync(path))
    .map((path) => ({ path, version: majorVersion(path) }))
    .filter(({ version }) => version > 0);
  const recent = servers.find(({ version }) => version >= oldestVersion);
  if (recent) return recent.path;
  const reason = servers[0]
    ? `${servers[0].path} is older than version 7.0`
    : 'No redis-server or valkey-server was found';
  throw new UserError(
    `${reason}: install Redis 7.0 or later (apt-get install redis-server, brew install redis) and run this again.`,
  );
}

/**
 * 0 when it does not run.
 * @param {string} path
 */
function majorVersion(path) {
  try {
    return Number(/v=(\d+)\./.exec(execFileSync(path, ['--version'], { encoding: 'utf8' }))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** @type {string | undefined} */
let program;

/**
 * @typedef {object} RedisOptions
 * @property {string} [dataDir] keep the data here, append-only; otherwise in a temporary folder, gone after `stop()`
 * @property {boolean} [appendOnly] without `dataDir`: keep the data over a `restart()`
 * @property {number} [port] by default a free one
 * @property {boolean} [unixSocket] listen on a unix socket and on no port
 * @property {string} [password]
 * @property {{ ca: Buffer, certificate: Buffer, key: Buffer }} [tls] speak TLS and nothing else
 * @property {boolean} [sentinel] be a Sentinel
 * @property {string[]} [config] further lines of redis.conf
 */

/**
 * Starts a Redis server that only this machine reaches, and that stops with this process. Resolves once the
 * server answers; fails with a UserError when there is no server to start or another one has the data folder.
 * @param {RedisOptions} [options]
 */
export async function startRedis(options = {}) {
  program ??= findRedisServer();
  for (let attempt = 1; ; attempt += 1) {
    const redis = new RedisServer(program, { ...options, port: options.port ?? (await freePort()) });
    try {
      await redis.start();
      return redis;
    } catch (error) {
      await redis.stop();
      const portTaken = error instanceof Error && error.message.includes('Address already in use');
      if (!portTaken || options.port !== undefined || attempt === 5) throw error;
    }
  }
}

/** A Redis server of our own: see `startRedis`. */
export class RedisServer {
  host = '127.0.0.1';
  port;
  /** The path of the unix socket, if it listens on one. @type {string | undefined} */
  path;
  password;
  /** The certificate of the authority to trust, if the server speaks TLS. */
  ca;
  /** Where the data, the configuration and the unix socket are. */
  dir;
  /** What holds on to the server's process. */
  process;
  #lock;

  /**
   * @param {string} path
   * @param {RedisOptions & { port: number }} options
   */
  constructor(path, options) {
    this.dir = options.dataDir ? absolute(options.dataDir) : mkdtempSync(join(tmpdir(), 'rookery-redis-'));
    this.path = options.unixSocket ? join(this.dir, 'redis.sock') : undefined;
    this.port = options.unixSocket ? 0 : options.port;
    this.password = options.password;
    this.ca = options.tls?.ca;
    this.#lock = options.dataDir ? join(this.dir, 'lock') : undefined;
    const file = join(this.dir, options.sentinel ? 'sentinel.conf' : 'redis.conf');
    const command = options.sentinel ? [path, file, '--sentinel'] : [path, file];
    this.process = new Supervised(command, {
      remove: this.#lock ?? this.dir,
      graceMs: options.dataDir ? 10_000 : 0,
    });
    this.#takeLock(file);
    mkdirSync(this.dir, { recursive: true });
    for (const [name, content] of Object.entries(options.tls ?? {}))
      writeFileSync(join(this.dir, name), content);
    writeFileSync(file, redisConf(this, options).join('\n'));
  }

  /** The process id of the server itself, while it runs. */
  get pid() {
    return this.process.pid;
  }

  /** What a client connects to: a redis:// or rediss:// URL, or the path of the unix socket. */
  get url() {
    const user = this.password === undefined ? '' : `:${encodeURIComponent(this.password)}@`;
    return this.path ?? `${this.ca ? 'rediss' : 'redis'}://${user}${this.host}:${this.port}`;
  }

  /** Starts the server, again after `kill()`, and resolves once it answers. */
  async start() {
    await this.process.start();
    await waitUntil(() => this.pid === undefined || this.#answers(), {
      withinMs: 30_000,
      what: 'Redis answers',
    });
    if (this.pid !== undefined) return;
    await this.stop();
    throw new Error(`Redis did not start: ${this.process.lastOutput.trim()}`);
  }

  /** Kills the server with SIGKILL, as a crash would, and resolves once it is gone. */
  async kill() {
    if (this.pid === undefined) return;
    const exited = this.process.exited();
    this.process.signal('SIGKILL');
    await exited;
  }

  /** Kills the server and starts it on the same address with the data that it had persisted. */
  async restart() {
    await this.kill();
    await this.start();
  }

  /** Stops the server in its tracks, connections open, until `thaw()`. */
  freeze() {
    this.process.signal('SIGSTOP');
  }

  /** Lets a frozen server go on. */
  thaw() {
    this.process.signal('SIGCONT');
  }

  /** Shuts the server down for good and removes its temporary folder. */
  async stop() {
    await this.process.stop();
  }

  /** @param {string} file */
  #takeLock(file) {
    if (this.#lock === undefined) return;
    const holder = tryLock(this.#lock, { pid: this.process.supervisorPid, mark: file });
    if (holder === undefined) return;
    this.process.discard();
    throw new UserError(
      `The data in ${this.dir} are in use by the Redis of another start (process ${holder}): stop that one first.`,
    );
  }

  /** Whether this very process answers, and not a stranger that took the port before us. */
  async #answers() {
    return Number((await redisInfo(this)).process_id) === this.pid;
  }
}

/**
 * @param {RedisServer} redis
 * @param {RedisOptions} options
 */
function redisConf({ host, port, path, dir }, { sentinel, tls, password, dataDir, appendOnly, config = [] }) {
  const lines = [`bind ${host}`, `${tls ? 'tls-port' : 'port'} ${port}`, `dir "${dir}"`, 'loglevel warning'];
  if (tls) lines.push('port 0', 'tls-ca-cert-file ca', 'tls-cert-file certificate', 'tls-key-file key');
  if (tls) lines.push('tls-auth-clients no', 'tls-replication yes');
  if (path) lines.push(`unixsocket "${path}"`, 'unixsocketperm 700');
  if (password !== undefined) lines.push(`requirepass ${JSON.stringify(password)}`);
  if (!sentinel) lines.push('save ""', `appendonly ${dataDir || appendOnly ? 'yes' : 'no'}`);
  // By default Redis puts a write off for up to 2 s while the disk is busy, and a kill then takes what was answered.
  if (appendOnly) lines.push('appendfsync always');
  return [...lines, ...config, ''];
}

/** @type {Set<number>} */
const handedOut = new Set();

/**
 * A free port below the ones that the system gives to outgoing connections: nobody takes it by chance while the
 * server that had it restarts.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    if (await isFree(port)) return port;
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
