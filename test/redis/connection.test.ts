import { jest } from '@jest/globals';
import { Inject, Injectable, Logger, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { KvModule, KvService } from '../../src/features/kv/index.js';
import {
  InjectRedis,
  InjectRedisConnection,
  RedisConnection,
  redisOptions,
  RedisModule,
  type RedisClient,
} from '../../src/redis/index.js';
import { startStandalone, type RedisServer } from '../support/servers.js';
import { cluster, sentinel, standalone, uniquePrefix } from '../support/topologies.js';

const servers: RedisServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.stop()));
});

async function serve(options?: Parameters<typeof startStandalone>[0]): Promise<RedisServer> {
  const server = await startStandalone(options);
  servers.push(server);
  return server;
}

type Given = Parameters<typeof redisOptions.check>[0];

async function opened(given: Given, work: (connection: RedisConnection) => Promise<void>): Promise<void> {
  const connection = new RedisConnection(
    'default',
    redisOptions.check({ prefix: uniquePrefix(), ...(given as object) }),
  );
  await connection.open();
  try {
    await work(connection);
  } finally {
    await connection.close();
  }
}

const roundTrip = async ({ client, options }: RedisConnection) => {
  await client.set(`${options.prefix}:x`, '1', 'PX', 5000);
  expect(await client.get(`${options.prefix}:x`)).toBe('1');
};

describe('a connection', () => {
  it.each([
    ['standalone', standalone],
    ['Cluster', cluster],
    ['Sentinel', sentinel],
  ])('opens, says how it is and closes: %s', async (_name, target) => {
    const connection = new RedisConnection(
      'default',
      redisOptions.check({ prefix: uniquePrefix(), ...target }),
    );
    await connection.open();
    await roundTrip(connection);
    expect(await connection.health()).toEqual({ status: 'up', latencyMs: expect.any(Number) });
    expect(connection.facts).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+/), warnings: [] });
    await connection.close();
    await connection.close();
    expect(await connection.health()).toMatchObject({ status: 'down' });
    await expect(connection.client.get('a')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
  });

  it('has two connections to one server: commands and subscriptions', async () => {
    const prefix = uniquePrefix();
    await opened({ ...standalone, prefix }, async ({ client }) => {
      const list = String(await client.client('LIST'));
      expect(list.split('\n').filter((line) => line.includes(` name=${prefix}`))).toHaveLength(2);
    });
  });

  it.each([
    ['standalone', standalone],
    ['Cluster', cluster],
    ['Sentinel', sentinel],
  ])('lends connections for blocking reads, which wait beyond every deadline: %s', async (_name, target) => {
    await opened({ ...target, deadlineMs: 1000 }, async (connection) => {
      const key = `${connection.options.prefix}:queue`;
      const reader = connection.duplicate('reader');
      // Longer than the silence after which a connection for commands counts as dead.
      expect(await reader.blpop(key, 3.2)).toBeNull();
      const next = reader.blpop(key, 10);
      await connection.client.rpush(key, 'x');
      expect(await next).toEqual([key, 'x']);
      reader.disconnect();
    });
  });

  it('takes host and port, a database, a password and an ACL user', async () => {
    const server = await serve({
      password: 'se cret/@:',
      config: ['user worker on >pw ~app:* &* +@all'],
    });
    const { port } = server;
    const encoded = encodeURIComponent('se cret/@:');
    await opened({ host: '127.0.0.1', port, db: 3, password: 'se cret/@:' }, roundTrip);
    await opened({ url: `redis://:${encoded}@127.0.0.1:${port}/3` }, async (connection) => {
      await roundTrip(connection);
      expect(await connection.client.client('INFO')).toMatch(/ db=3 /);
    });
    await opened({ url: `redis://worker:pw@127.0.0.1:${port}`, prefix: 'app' }, roundTrip);
  });

  it('takes a unix socket', async () => {
    const server = await serve({ unixSocket: true });
    await opened({ path: server.path }, roundTrip);
    await opened({ url: `unix://${server.path}?db=1` }, roundTrip);
  });

  it('takes a client that the app already has: guards it, never changes or closes it', async () => {
    const server = await serve();
    const theirs = new Redis({ port: server.port, maxRetriesPerRequest: null });
    theirs.on('error', () => undefined);
    const own = { sendCommand: theirs.sendCommand, scripts: Object.keys(theirs.scriptsSet) };
    await opened({ client: theirs, deadlineMs: 200 }, async (connection) => {
      await roundTrip(connection);
      server.freeze();
      await expect(connection.client.get('a')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
      server.thaw();
    });
    expect(theirs.sendCommand).toBe(own.sendCommand);
    expect(Object.keys(theirs.scriptsSet)).toEqual(own.scripts);
    expect(await theirs.ping()).toBe('PONG');
    theirs.disconnect();
  });
});

describe('a start that cannot succeed says why, in one sentence, and leaves nothing open', () => {
  const fails = async (given: Given, message: RegExp) => {
    const connection = new RedisConnection('default', redisOptions.check(given));
    await expect(connection.open()).rejects.toThrow(message);
    // Between two attempts there is nothing to end: the attempts have stopped, and the status stays.
    expect(['end', 'reconnecting', 'disconnecting']).toContain(connection.client.status);
  };

  it('nobody there', async () => {
    await fails(
      { port: 1, bootTimeoutMs: 300 },
      /Redis at 127\.0\.0\.1:1 cannot be reached: connect ECONNREFUSED.*REDIS_URL/,
    );
    await fails(
      { clusterNodes: '127.0.0.1:1', bootTimeoutMs: 300 },
      /cluster 127\.0\.0\.1:1 cannot be reached/,
    );
  });

  it('a wrong password: at once, and without telling it', async () => {
    const server = await serve({ password: 'right' });
    const startedAt = performance.now();
    await fails({ url: `redis://:wrong@127.0.0.1:${server.port}` }, /^(?!.*wrong@)Redis at .*WRONGPASS/);
    await fails({ url: `redis://127.0.0.1:${server.port}` }, /NOAUTH/);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it('a replica, a prefix that the ACL does not allow, a memory that is full', async () => {
    const master = await serve();
    const replica = await serve({ config: [`replicaof 127.0.0.1 ${master.port}`] });
    await fails({ url: replica.url }, /takes no writes: it is a replica/);
    const server = await serve({
      config: ['user narrow on >pw ~other:* &* +@all', 'maxmemory 1kb'],
    });
    await fails(
      { url: `redis://narrow:pw@127.0.0.1:${server.port}` },
      /takes no writes: the ACL user may not write keys.*rookery:/,
    );
    await fails({ url: server.url }, /takes no writes: its memory is full/);
  });

  it('starts with a warning on a Redis that evicts', async () => {
    const server = await serve({ config: ['maxmemory 100mb', 'maxmemory-policy allkeys-lru'] });
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await opened({ url: server.url }, async ({ facts }) => {
      expect(facts?.warnings).toEqual([expect.stringMatching(/maxmemory-policy is allkeys-lru.*noeviction/)]);
      expect(warn).toHaveBeenCalledWith(expect.stringContaining('allkeys-lru'));
    });
    warn.mockRestore();
  });
});

it('warns when the clock of Redis and of this machine are apart', async () => {
  const hourAgo = Date.now() - 3_600_000;
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => hourAgo);
  await opened(standalone, async ({ facts }) => {
    clock.mockRestore();
    expect(facts?.clockSkewMs).toBeGreaterThan(3_500_000);
    expect(facts?.warnings).toEqual([expect.stringMatching(/clock of Redis differs .* by 3[56]\d{5} ms/)]);
  });
});

describe('RedisModule', () => {
  @Injectable()
  class Wanting {
    constructor(
      @InjectRedis() readonly redis: RedisClient,
      @InjectRedis('second') readonly second: RedisClient,
      readonly connection: RedisConnection,
      @InjectRedisConnection('second') readonly secondConnection: RedisConnection,
    ) {}
  }

  it('gives each connection under its name, and features the one they ask for', async () => {
    const [one, two] = [uniquePrefix(), uniquePrefix()];
    const module = await Test.createTestingModule({
      imports: [
        RedisModule.forRoot({ ...standalone, prefix: one }),
        RedisModule.forRootAsync({ name: 'second', useFactory: async () => ({ ...cluster, prefix: two }) }),
        KvModule.forRoot({ redis: 'second' }),
      ],
      providers: [Wanting],
    }).compile();
    await module.init();
    const wanting = module.get(Wanting);
    expect(wanting.redis).toBe(wanting.connection.client);
    expect(wanting.second).toBe(wanting.secondConnection.client);
    expect(wanting.connection.isCluster).toBe(false);
    expect(wanting.secondConnection.isCluster).toBe(true);
    await module.get(KvService).set('here', 1);
    expect(await wanting.second.get(`${two}:kv:here`)).toBe('1');
    await module.close();
    expect(wanting.second.status).toBe('end');
  });

  it('is open before any feature starts, and closes after all have stopped', async () => {
    const seen: string[] = [];
    const KEY = 'lifecycle';

    @Injectable()
    class Early {
      constructor(@Inject(RedisConnection) private readonly connection: RedisConnection) {}
      async onModuleInit() {
        seen.push(
          `init ${await this.connection.client.set(`${this.connection.options.prefix}:${KEY}`, '1', 'PX', 5000)}`,
        );
      }
      async onApplicationShutdown() {
        seen.push(`shutdown ${await this.connection.client.get(`${this.connection.options.prefix}:${KEY}`)}`);
      }
    }

    @Module({ providers: [Early] })
    class FeatureModule {}

    const module = await Test.createTestingModule({
      imports: [FeatureModule, RedisModule.forRoot({ ...standalone, prefix: uniquePrefix() })],
    }).compile();
    await module.init();
    await module.close();
    expect(seen).toEqual(['init OK', 'shutdown 1']);
  });

  it('fails the start of the app with the same sentence', async () => {
    const module = await Test.createTestingModule({
      imports: [RedisModule.forRoot({ port: 1, bootTimeoutMs: 200 })],
    }).compile();
    await expect(module.init()).rejects.toThrow(/cannot be reached/);
    expect(() => redisOptions.check({ port: 0 })).toThrow(/port \(REDIS_PORT\)/);
  });
});
