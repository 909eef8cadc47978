import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { ensureBuilt } from '../../scripts/build.mjs';
import { freePort } from '../../scripts/redis-server.mjs';
import { eventually } from '../support/eventually.js';
import { startStandalone } from '../support/servers.js';
import { tempDir } from '../support/temp-dir.js';

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  /** What it has printed so far. */
  text(): string;
  /** Sends Ctrl-C, as a terminal does: to the whole group. Resolves with the exit code. */
  interrupt(): Promise<unknown>;
}

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0))
    if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
});

/** `npm start`, without npm. */
async function start(settings: Record<string, string>): Promise<Started> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(REDIS|npm|NODE_ENV|PORT|HOST)/.test(name),
  );
  const port = await freePort();
  const child = spawn('node', ['scripts/start.mjs'], {
    env: { ...Object.fromEntries(inherited), PORT: String(port), LOG_PRETTY: 'false', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  const exited = once(child, 'exit');
  return {
    process: child,
    url: `http://127.0.0.1:${port}`,
    text: () => text,
    interrupt: async () => {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      return (await exited)[0] as unknown;
    },
  };
}

async function served({ url, text }: Started): Promise<void> {
  await eventually(() => expect(text()).toContain(`Rookery serves at ${url}`), { withinMs: 15_000 });
}

/** Processes whose command line mentions a text. */
function processesOf(mention: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/cmdline`))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return ''; // ended meanwhile
      }
    })
    .filter((line) => line.includes(mention));
}

const dir = tempDir();

describe('npm start', () => {
  beforeAll(async () => ensureBuilt(), 180_000);

  it('uses the Redis that REDIS_URL names, starts none, and says what to do next', async () => {
    const redis = await startStandalone();
    const service = await start({ REDIS_URL: redis.url, LOG_LEVEL: 'debug' });
    await served(service);
    expect(service.text()).not.toContain('Started a Redis');
    expect(service.text()).toContain(`${service.url}/docs`);
    // The line to paste, told by its parts: not every machine has curl.
    const [, method = '', url = '', body = ''] =
      /curl -X (\w+) (\S+) .* -d '(.*)'/.exec(service.text()) ?? [];
    const pasted = await fetch(url, { method, body, headers: { 'content-type': 'application/json' } });
    expect(await pasted.json()).toMatchObject({ key: 'greeting', version: expect.any(String) });
    // A line of JSON for the request, with its route and not its key, which may be personal.
    await eventually(() =>
      expect(service.text()).toMatch(
        /\{.*"requestId":"[0-9a-f-]{36}","method":"PUT","route":"\/v1\/kv\/:key","status":200/,
      ),
    );
    expect(service.text().match(/^\{.*greeting.*$/m)).toBeNull();
    const direct = new Redis({ port: redis.port });
    expect(await direct.get('rookery:kv:greeting')).toBe('"hello"');
    expect(await service.interrupt()).toBe(0);
    expect(await direct.ping()).toBe('PONG');
    direct.disconnect();
    await redis.stop();
  }, 40_000);

  it('finds or starts a Redis, keeps the data from one start to the next, does not build again then, and leaves nothing running', async () => {
    const key = `start-test-${process.pid}`;
    const first = await start({ ROOKERY_DATA_DIR: dir });
    await served(first);
    const put = await fetch(`${first.url}/v1/kv/${key}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"value":"kept","ttlMs":60000}',
    });
    expect(put.status).toBe(200);
    expect(await first.interrupt()).toBe(0);
    expect(processesOf(dir)).toEqual([]);

    const second = await start({ ROOKERY_DATA_DIR: dir });
    await served(second);
    expect(second.text()).not.toMatch(/Building|Installing/);
    const got = await fetch(`${second.url}/v1/kv/${key}`);
    expect(await got.json()).toMatchObject({ value: 'kept' });
    expect(await second.interrupt()).toBe(0);
    expect(processesOf(dir)).toEqual([]);
  }, 40_000);

  it.each([
    [
      'no Redis',
      { REDIS_URL: 'redis://127.0.0.1:1', REDIS_BOOT_TIMEOUT_MS: '300' },
      /Rookery cannot start\. Redis at 127\.0\.0\.1:1 cannot be reached/,
      1,
    ],
    [
      'a wrong setting',
      { REDIS_URL: 'redis://127.0.0.1:1', BODY_LIMIT_BYTES: 'many' },
      /Rookery cannot start\..*bodyLimitBytes \(BODY_LIMIT_BYTES\)/s,
      78, // EX_CONFIG: to try again would change nothing
    ],
  ])(
    'with %s says so in a sentence and ends',
    async (_what, settings, message, expected) => {
      const service = await start(settings);
      const [code] = (await once(service.process, 'exit')) as [number];
      expect(code).toBe(expected);
      expect(service.text()).toMatch(message);
      expect(service.text()).not.toMatch(/\n\s+at /);
    },
    40_000,
  );
});
