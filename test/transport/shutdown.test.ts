import { once } from 'node:events';
import { connect } from 'node:net';
import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { RedisConnection, RedisModule } from '../../src/redis/index.js';
import { RedisServerStrategy } from '../../src/transport/index.js';
import { createHttpAdapter, createLogger } from '../../src/transport/service.js';
import { startService } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { ask, stockClient } from '../support/rpc.js';
import { startStandalone } from '../support/servers.js';

describe('shutdown', () => {
  it.each(['frozen', 'killed'] as const)('does not wait for a Redis that is %s', async (how) => {
    const server = await startStandalone();
    const service = await startService({ url: server.url });
    if (how === 'frozen') server.freeze();
    else await server.kill();
    const startedAt = performance.now();
    await service.stop();
    expect(performance.now() - startedAt).toBeLessThan(4000);
    await server.stop();
  });

  it('does not wait for connections on which nothing was ever asked', async () => {
    const server = await startStandalone();
    const service = await startService({ url: server.url });
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    await service.request('GET', '/livez'); // by then the server has accepted the one before
    const startedAt = performance.now();
    await service.stop();
    expect(performance.now() - startedAt).toBeLessThan(4000);
    socket.destroy();
    await server.stop();
  });

  it('finishes what runs, over HTTP and over Redis, then closes Redis', async () => {
    const server = await startStandalone();
    const started = Promise.withResolvers<void>();
    const release = { http: Promise.withResolvers<void>(), rpc: Promise.withResolvers<void>() };
    let running = 0;

    @Injectable()
    @Controller()
    class Slow {
      constructor(private readonly redis: RedisConnection) {}

      @Get('slow')
      async http() {
        return this.work('http');
      }

      @MessagePattern('slow')
      async rpc() {
        return this.work('rpc');
      }

      private async work(way: 'http' | 'rpc') {
        if (++running === 2) started.resolve();
        await release[way].promise;
        await this.redis.client.incr('done'); // Redis is still there
        return { done: true };
      }
    }

    @Module({ imports: [RedisModule.forRoot({ url: server.url })], controllers: [Slow] })
    class App {}

    const logger = await createLogger({ level: 'silent', pretty: false });
    const module = await Test.createTestingModule({ imports: [App] }).compile();
    const app = module.createNestApplication(
      createHttpAdapter({ bodyLimitBytes: 1000, requestTimeoutMs: 1000 }, logger),
      { bodyParser: false },
    );
    app.connectMicroservice({ strategy: new RedisServerStrategy(app.get(RedisConnection)) });
    await app.init();
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    const client = stockClient(server.port);
    const answers = Promise.all([
      fetch(`${await app.getUrl()}/slow`).then(async (response) => response.json()),
      ask(client, 'slow', {}),
    ]);
    await started.promise;
    const closed = app.close();
    release.http.resolve();
    // The other handler goes on when shutdown has come to where it would cut it off.
    const direct = new Redis({ port: server.port });
    await eventually(async () => expect(await direct.pubsub('NUMSUB', 'slow')).toEqual(['slow', 0]));
    direct.disconnect();
    release.rpc.resolve();
    expect(await answers).toEqual([{ done: true }, { done: true }]);
    await closed;
    await client.close();
    await server.stop();
  });
});
