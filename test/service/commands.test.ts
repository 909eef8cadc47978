import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { UserError } from '../../scripts/command.mjs';
import { isInstalled } from '../../scripts/install.mjs';
import { redisInfo } from '../../scripts/redis-probe.mjs';
import { findRedisServer, startRedis } from '../../scripts/redis-server.mjs';
import { eventually } from '../support/eventually.js';
import { startStandalone } from '../support/servers.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'rookery-test-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Runs a program of its own that has imported `startRedis` and `Supervised`, until it prints a line of JSON. */
async function runParent(program: string) {
  const from = (file: string) => JSON.stringify(new URL(`../../scripts/${file}`, import.meta.url).href);
  const source = `import { startRedis } from ${from('redis-server.mjs')};
    import { Supervised } from ${from('supervise.mjs')};
    ${program}
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  return { parent, told: JSON.parse(String(line)) };
}

describe('installing', () => {
  const install = (wanted: object, present: object) => {
    mkdirSync(join(dir, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(dir, 'package-lock.json'), JSON.stringify({ packages: wanted }));
    writeFileSync(join(dir, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }));
  };
  const a = { 'node_modules/a': { version: '1.0.0' } };

  test('is needed until npm has finished with exactly the versions of package-lock.json', () => {
    install({ '': {}, ...a }, a);
    expect(isInstalled(dir)).toBe(true);
    install({ '': {}, 'node_modules/a': { version: '1.0.1' } }, a);
    expect(isInstalled(dir)).toBe(false);
    install({ '': {}, ...a, 'node_modules/b': { version: '1.0.0' } }, a);
    expect(isInstalled(dir)).toBe(false);
    rmSync(join(dir, 'node_modules/.package-lock.json'));
    expect(isInstalled(dir)).toBe(false);
  });

  test('does not wait for packages that are for another platform', () => {
    install({ ...a, 'node_modules/b': { version: '1.0.0', optional: true } }, a);
    expect(isInstalled(dir)).toBe(true);
  });

  test('is needed when the pinned Node was left out', () => {
    const node = { 'node_modules/node': { version: '24.0.0' } };
    install(node, node);
    expect(isInstalled(dir)).toBe(false);
    writeFileSync(join(dir, 'node_modules/.bin/node'), '');
    expect(isInstalled(dir)).toBe(true);
  });
});

describe('finding a Redis server', () => {
  test('says in one sentence what to install when there is none', () => {
    expect(() => findRedisServer([dir])).toThrow(UserError);
    expect(() => findRedisServer([dir])).toThrow(/^No redis-server .* install Redis 7\.0 or later .*\.$/);
  });

  test('passes over one that is too old or does not run', () => {
    writeFileSync(join(dir, 'redis-server'), '#!/bin/sh\necho "Redis server v=6.2.14 sha=0"', {
      mode: 0o755,
    });
    expect(() => findRedisServer([dir])).toThrow(`${join(dir, 'redis-server')} is older than version 7.0`);
    writeFileSync(join(dir, 'valkey-server'), '#!/bin/sh\necho "Valkey server v=8.0.1 sha=0"', {
      mode: 0o755,
    });
    expect(findRedisServer([dir])).toBe(join(dir, 'valkey-server'));
    writeFileSync(join(dir, 'valkey-server'), '#!/bin/sh\nexit 1');
    expect(() => findRedisServer([dir])).toThrow('older than version 7.0');
  });
});

describe('the Redis of a command', () => {
  test('is gone after stop(), with its folder', async () => {
    const redis = await startRedis();
    const { pid = 0 } = redis;
    expect(isAlive(pid)).toBe(true);
    await redis.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(redis.dir)).toBe(false);
  });

  test('stops with its parent, even one killed by kill -9 while Redis is frozen', async () => {
    const { parent, told } = await runParent(`
      const redis = await startRedis();
      redis.freeze();
      console.log(JSON.stringify({ pid: redis.pid, dir: redis.dir }));`);
    expect(isAlive(told.pid)).toBe(true);
    parent.kill('SIGKILL');
    await eventually(() => expect(isAlive(told.pid)).toBe(false));
    await eventually(() => expect(existsSync(told.dir)).toBe(false));
  });

  test('outlives the service that drains after a kill -9 of their parent', async () => {
    const service = join(dir, 'service.sh');
    const drain = `sleep 0.5; kill -0 $1 && echo drained >${dir}/said; exit`;
    writeFileSync(service, `trap '${drain}' TERM; echo up >${dir}/said; while :; do sleep 0.1; done`);
    const { parent, told } = await runParent(`
      const redis = await startRedis();
      const command = ['sh', ${JSON.stringify(service)}, String(redis.pid)];
      const service = new Supervised(command, { graceMs: 5000, outlivedBy: redis.process });
      await service.start();
      console.log(JSON.stringify({ redis: redis.pid, service: service.pid }));`);
    await eventually(() => expect(readFileSync(join(dir, 'said'), 'utf8')).toBe('up\n'));
    parent.kill('SIGKILL');
    await eventually(() => expect(isAlive(told.service) || isAlive(told.redis)).toBe(false));
    expect(readFileSync(join(dir, 'said'), 'utf8')).toBe('drained\n');
  });

  test('does not get the Ctrl-C of the terminal: it has a process group of its own', async () => {
    const redis = await startRedis();
    const groupOf = (pid = 0) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[4];
    if (existsSync('/proc')) expect(groupOf(redis.pid)).not.toBe(groupOf(process.pid));
    await redis.stop();
  });

  test('keeps the data of a data folder over stop() and kill -9', async () => {
    for (const count of [1, 2, 3]) {
      const redis = await startRedis({ dataDir: dir });
      const client = new Redis(redis.url);
      expect(await client.incr('starts')).toBe(count);
      client.disconnect();
      if (count === 2) await redis.kill();
      await redis.stop();
    }
  });

  test('refuses a data folder that another one uses, and takes it over from a dead one', async () => {
    const redis = await startRedis({ dataDir: dir });
    await expect(startRedis({ dataDir: dir })).rejects.toThrow(
      /^The data in .* are in use .*stop that one first\.$/,
    );
    await redis.stop();
    expect(existsSync(join(dir, 'lock'))).toBe(false);
    // After a reboot the lock may name a process that has nothing to do with it.
    writeFileSync(join(dir, 'lock'), `${process.ppid}\n`);
    const next = await startRedis({ dataDir: dir });
    expect(next.pid).toBeDefined();
    await next.stop();
  });

  test('says why it did not start', async () => {
    await expect(startRedis({ config: ['no-such-setting 1'] })).rejects.toThrow('no-such-setting');
    const redis = await startRedis();
    await expect(startRedis({ port: redis.port })).rejects.toThrow('Address already in use');
    await redis.stop();
  });
});

describe('a server for a test', () => {
  test('can be killed, restarted, frozen and thawed', async () => {
    const redis = await startStandalone({ appendOnly: true });
    const client = new Redis(redis.url, { lazyConnect: true, retryStrategy: () => 20 });
    client.on('error', () => {});
    await client.set('kept', 'yes');
    const { pid } = redis;
    await redis.kill();
    expect(redis.pid).toBeUndefined();
    await expect(redisInfo(redis)).rejects.toThrow('ECONNREFUSED');
    await redis.restart();
    expect(redis.pid).not.toBe(pid);
    expect(await client.get('kept')).toBe('yes');
    redis.freeze();
    await expect(redisInfo(redis, { timeoutMs: 100 })).rejects.toThrow('no answer within 100 ms');
    redis.thaw();
    expect(await client.get('kept')).toBe('yes');
    client.disconnect();
    await redis.stop();
  });

  test('can ask for a password, listen on a unix socket, or speak TLS', async () => {
    const servers = await Promise.all([
      startStandalone({ password: 'a "b" c', config: ['user worker on >secret ~jobs:* +@all'] }),
      startStandalone({ unixSocket: true }),
      startStandalone({ tls: true }),
    ]);
    for (const { url, ca } of servers) {
      const client = new Redis(url, ca ? { tls: { ca } } : {});
      expect(await client.ping()).toBe('PONG');
      client.disconnect();
    }
    await expect(redisInfo({ port: servers[0].port })).rejects.toThrow('NOAUTH');
    await Promise.all(servers.map((server) => server.stop()));
  });
});

test('the closing line counts a file that failed to run as a failed test', () => {
  const reporter = new URL('../support/closing-line.mjs', import.meta.url).href;
  const results = { numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 1, numTodoTests: 0 };
  const say = (numPendingTests: number) => {
    const given = JSON.stringify({ ...results, numPendingTests });
    const source = `import Reporter from '${reporter}'; new Reporter().onRunComplete([], ${given});`;
    return execFileSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' });
  };
  expect(say(0)).toBe('3 passed, 2 failed\n');
  expect(say(4)).toBe('3 passed, 2 failed, 4 skipped\n');
});
