import { Controller, Get, Module } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppError } from '../../src/kernel/errors.js';
import { RedisConnection, RedisModule } from '../../src/redis/index.js';
import { HttpController, RedisServerStrategy, RpcController } from '../../src/transport/index.js';
import { createHttpAdapter, createLogger } from '../../src/transport/service.js';
import { refusal, stockClient } from '../support/rpc.js';
import { startStandalone } from '../support/servers.js';

const unforeseen = () => {
  throw new Error('password=hunter2 at /srv/app');
};

@HttpController('broken')
class BrokenHttp {
  @Get()
  async get() {
    unforeseen();
  }
}

@RpcController()
class BrokenRpc {
  @MessagePattern('broken.get')
  async get() {
    unforeseen();
  }
}

@Controller('theirs')
class Theirs {
  @Get()
  async get() {
    return 'untouched';
  }
}

class AwayError extends AppError {
  static override readonly code = 'AWAY';
  static override readonly kind = 'unavailable';
}

@Controller('host')
class HostRoute {
  @Get()
  async get() {
    throw new AwayError('It is away');
  }
}

describe('an error of ours on a route of the host app', () => {
  it('is answered with its status by the filter that Nest brings', async () => {
    const module = await Test.createTestingModule({ controllers: [HostRoute] }).compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    await app.init();
    const answer = await app.inject({ url: '/host' });
    expect([answer.statusCode, answer.json()]).toEqual([503, { statusCode: 503, message: 'It is away' }]);
    await app.close();
  });
});

describe('an error that nobody foresaw', () => {
  it('is told to no one, over HTTP and over Redis, and leaves the rest of the app alone', async () => {
    const server = await startStandalone();

    @Module({
      imports: [RedisModule.forRoot({ url: server.url })],
      controllers: [BrokenHttp, BrokenRpc, Theirs],
    })
    class App {}

    const logger = await createLogger({ level: 'silent', pretty: false });
    const module = await Test.createTestingModule({ imports: [App] }).compile();
    const adapter = createHttpAdapter({ bodyLimitBytes: 1000, requestTimeoutMs: 1000 }, logger);
    const app = module.createNestApplication<NestFastifyApplication>(adapter, {
      logger: false,
      bodyParser: false,
    });
    app.connectMicroservice({ strategy: new RedisServerStrategy(app.get(RedisConnection)) });
    await app.init();
    await app.startAllMicroservices();
    const client = stockClient(server.port);

    const expected = {
      status: 500,
      code: 'INTERNAL',
      title: 'Internal error',
      requestId: expect.any(String),
    };
    const overHttp = await app.inject({ url: '/broken' });
    expect(overHttp.statusCode).toBe(500);
    expect(overHttp.json()).toMatchObject(expected);
    const overRedis = await refusal(client, 'broken.get', {});
    expect(overRedis).toMatchObject(expected);
    for (const text of [overHttp.body, JSON.stringify(overRedis)]) expect(text).not.toMatch(/hunter2|srv/);
    expect((await app.inject({ url: '/theirs' })).body).toBe('untouched');

    await client.close();
    await app.close();
    await server.stop();
  });
});
