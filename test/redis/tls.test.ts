import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { KvModule, KvService } from '../../src/features/kv/index.js';
import { RedisConnection, redisOptions } from '../../src/redis/index.js';
import { freePort, startRedis } from '../../scripts/redis-server.mjs';
import { startModule, startService } from '../support/app.js';
import { createAuthority } from '../support/certificates.mjs';
import { eventually } from '../support/eventually.js';
import { startStandalone, type RedisServer } from '../support/servers.js';
import { tempDir } from '../support/temp-dir.js';

const dir = tempDir();
const file = (name: string, content: Buffer) => {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
};

const authority = createAuthority();
const stranger = createAuthority();
const tlsCaFile = file('ca.crt', authority.ca);
const servers: RedisServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map(async (server) => server.stop()));
});

async function serve(options?: Parameters<typeof startStandalone>[0]): Promise<RedisServer> {
  const server = await startStandalone({ tls: authority.issue(), ...options });
  servers.push(server);
  return server;
}

type Given = Readonly<Record<string, unknown>>;

/** Whether commands and messages get through. */
async function works(given: Given): Promise<void> {
  const connection = new RedisConnection('default', redisOptions.check(given));
  await connection.open();
  try {
    const heard = Promise.withResolvers<string>();
    await connection.subscriptions.subscribe('rookery:news', heard.resolve);
    await connection.client.publish('rookery:news', 'hello');
    expect(await heard.promise).toBe('hello');
    const lent = connection.duplicate('reader');
    await lent.set('rookery:x', '1', 'PX', 5000);
    expect(await connection.client.get('rookery:x')).toBe('1');
    lent.disconnect();
  } finally {
    await connection.close();
  }
}

/** That it is refused at once, and why: a certificate does not mend itself by waiting. */
async function fails(given: Given, reason: RegExp): Promise<void> {
  const connection = new RedisConnection('default', redisOptions.check({ bootTimeoutMs: 600_000, ...given }));
  // Who waited would be ended by the test's own time limit.
  await expect(connection.open()).rejects.toThrow(reason);
}

describe('a Redis that speaks TLS', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await serve();
  });

  it('is reached by its URL, or by host and port, by who trusts its authority', async () => {
    await works({ url: server.url, tlsCaFile });
    await works({ host: '127.0.0.1', port: server.port, tlsCaFile });
    await works({ url: `redis://localhost:${server.port}`, tls: true, tlsCaFile });
  });

  it('carries the service', async () => {
    const service = await startService({ url: server.url, tlsCaFile });
    expect((await service.request('PUT', '/v1/kv/a', { value: 1 })).status).toBe(200);
    expect((await service.request('GET', '/v1/kv/a')).body).toMatchObject({ value: 1 });
    expect((await service.request('GET', '/readyz')).status).toBe(200);
    await service.stop();
  });

  it('is refused by who does not, which says whom to trust', async () => {
    const advice = /Nobody whom we trust has signed its certificate: REDIS_TLS_CA_FILE/;
    await fails({ url: server.url }, advice);
    await fails({ url: server.url, tlsCaFile: file('stranger.crt', stranger.ca) }, advice);
    // Which a Cluster client of ioredis keeps to itself.
    const cluster = { clusterNodes: `127.0.0.1:${server.port}`, tls: true, bootTimeoutMs: 500 };
    await fails(cluster, /with a certificate that we trust \(REDIS_TLS_CA_FILE\)/);
  });

  it('is refused under another name than the certificate has', async () => {
    const other = await serve({ tls: authority.issue('IP:127.0.0.1,DNS:redis.example') });
    await works({ url: other.url, tlsCaFile });
    await fails(
      { url: `rediss://localhost:${other.port}`, tlsCaFile },
      /Its certificate is for another host/,
    );
  });

  it('is not spoken to in the clear, nor is TLS taken for given where there is none', async () => {
    const plain = await startStandalone();
    servers.push(plain);
    const inTls = { url: `rediss://127.0.0.1:${plain.port}`, tlsCaFile, bootTimeoutMs: 500 };
    await fails(inTls, /does it speak TLS there/);
    await fails({ url: `redis://127.0.0.1:${server.port}`, bootTimeoutMs: 300 }, /cannot be reached/);
  });

  it('is not started with where a file cannot be read, or a certificate has no key', async () => {
    const missing = redisOptions.check({ url: server.url, tlsCaFile: join(dir, 'none.crt') });
    expect(() => new RedisConnection('default', missing)).toThrow(/none\.crt cannot be read \(ENOENT\)/);
    expect(() => redisOptions.check({ tlsCertFile: 'a' })).toThrow(/tlsKeyFile \(REDIS_TLS_KEY_FILE\)/);
  });

  it('is known again after it was away', async () => {
    const away = await serve();
    const module = await startModule({ url: away.url, tlsCaFile }, [KvModule.forRoot({})]);
    const kv = module.get(KvService);
    await kv.set('a', 1);
    await away.kill();
    await expect(kv.get('a')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    await away.start();
    await eventually(async () => expect(await kv.set('a', 2)).toBeDefined());
    await module.close();
  });
});

it('a Redis that wants a certificate of its clients gets ours, and takes no other', async () => {
  const server = await serve();
  const ours = authority.issue();
  const theirs = stranger.issue();
  const control = new Redis({ port: server.port, tls: { ca: authority.ca } });
  await control.config('SET', 'tls-auth-clients', 'yes');
  control.disconnect();
  const pair = (name: string, { certificate, key }: typeof ours) => ({
    tlsCertFile: file(`${name}.crt`, certificate),
    tlsKeyFile: file(`${name}.key`, key),
  });
  await works({ url: server.url, tlsCaFile, ...pair('ours', ours) });
  const advice = /It does not take the certificate that we show, or wants one: REDIS_TLS_CERT_FILE/;
  await fails({ url: server.url, tlsCaFile }, advice);
  await fails({ url: server.url, tlsCaFile, ...pair('theirs', theirs) }, advice);
});

it('a Cluster is spoken to in TLS, every node of it', async () => {
  const node = await serve({
    config: [
      'cluster-enabled yes',
      'tls-cluster yes',
      `cluster-port ${await freePort()}`,
      'cluster-announce-ip 127.0.0.1',
    ],
  });
  const control = new Redis({ port: node.port, tls: { ca: authority.ca } });
  await control.call('CLUSTER', 'ADDSLOTSRANGE', 0, 16_383);
  await eventually(async () => expect(await control.call('CLUSTER', 'INFO')).toContain('cluster_state:ok'));
  control.disconnect();
  await works({ clusterNodes: `127.0.0.1:${node.port}`, tlsCaFile });
});

it('Sentinels, and the master that they name, are spoken to in TLS', async () => {
  const master = await serve();
  const sentinel = await startRedis({
    sentinel: true,
    tls: authority.issue(),
    config: [`sentinel monitor mymaster 127.0.0.1 ${master.port} 1`],
  });
  servers.push(sentinel);
  await works({ sentinels: `127.0.0.1:${sentinel.port}`, tlsCaFile });
});
