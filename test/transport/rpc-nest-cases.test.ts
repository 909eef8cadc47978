import { Body, Controller, HttpCode, Inject, Post, Query, type INestApplication } from '@nestjs/common';
import {
  ClientProxyFactory,
  EventPattern,
  MessagePattern,
  Transport,
  type ClientProxy,
  type MicroserviceOptions,
} from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { firstValueFrom, from, Observable, of, scan, take } from 'rxjs';
import { RedisConnection, RedisModule } from '../../src/redis/index.js';
import { RedisRpcClient, RedisServerStrategy } from '../../src/transport/index.js';
import { eventually } from '../support/eventually.js';
import { startStandalone, type RedisServer } from '../support/servers.js';

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);

/** The handlers and routes by which Nest tests its own Redis transport: a value, a promise, streams, many at once, an event. */
@Controller()
class Sums {
  notified: unknown = undefined;

  constructor(@Inject('CLIENT') private readonly client: ClientProxy) {}

  @Post()
  @HttpCode(200)
  call(@Query('command') cmd: string, @Body() data: number[]): Observable<number> {
    return this.client.send<number>({ cmd }, data);
  }

  @Post('stream')
  @HttpCode(200)
  stream(@Body() data: number[]): Observable<number> {
    return this.client.send<number>({ cmd: 'streaming' }, data).pipe(scan((a, b) => a + b));
  }

  @Post('concurrent')
  @HttpCode(200)
  async concurrent(@Body() lists: number[][]): Promise<boolean> {
    const send = async (list: number[]) =>
      (await firstValueFrom(this.client.send<number>({ cmd: 'sum' }, list))) === sumOf(list);
    return (await Promise.all(lists.map(send))).every(Boolean);
  }

  @Post('notify')
  notify(): Observable<number> {
    return this.client.emit<number>('notification', true);
  }

  @MessagePattern({ cmd: 'sum' })
  sum(data: number[]): number {
    return sumOf(data);
  }

  @MessagePattern({ cmd: 'asyncSum' })
  async asyncSum(data: number[]): Promise<number> {
    return sumOf(data);
  }

  @MessagePattern({ cmd: 'streamSum' })
  streamSum(data: number[]): Observable<number> {
    return of(sumOf(data));
  }

  @MessagePattern({ cmd: 'streaming' })
  streaming(data: number[]): Observable<number> {
    return from(data);
  }

  @MessagePattern({ cmd: 'broadcast' }, { delivery: 'all' })
  broadcast(): Observable<number> {
    return new Observable((observer) => observer.next(1));
  }

  @EventPattern('notification')
  onNotification(data: unknown): void {
    this.notified = data;
  }
}

describe.each(['stock', 'ours'])('the cases of Nest, asked by a client that is %s', (kind) => {
  let server: RedisServer;
  let app: INestApplication;
  let client: ClientProxy;
  let url: string;

  beforeAll(async () => {
    server = await startStandalone();
    const stock = () =>
      ClientProxyFactory.create({
        transport: Transport.REDIS,
        options: { host: '127.0.0.1', port: server.port },
      });
    const module = await Test.createTestingModule({
      imports: [RedisModule.forRoot({ url: server.url })],
      controllers: [Sums],
      providers: [
        {
          provide: 'CLIENT',
          inject: [RedisConnection],
          useFactory: (redis: RedisConnection) => (kind === 'ours' ? new RedisRpcClient(redis) : stock()),
        },
      ],
    }).compile();
    app = module.createNestApplication({ logger: false });
    client = app.get<ClientProxy>('CLIENT');
    await app.init();
    // Two servers in one app, as where Nest tests that a message reaches all.
    for (let i = 0; i < 2; i++)
      app.connectMicroservice<MicroserviceOptions>({
        strategy: new RedisServerStrategy(app.get(RedisConnection)),
      });
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    await client?.close();
    await app?.close();
    await server?.stop();
  });

  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return [response.status, await response.text()];
  };

  it.each(['sum', 'asyncSum', 'streamSum'])('answers %s', async (command) => {
    expect(await post(`/?command=${command}`, [1, 2, 3, 4, 5])).toEqual([200, '15']);
  });

  it('answers in parts, none twice', async () => {
    expect(await post('/stream', [1, 2, 3, 4, 5])).toEqual([200, '15']);
  });

  it('answers many at once, each its own', async () => {
    const lists = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (__, k) => 10 * i + k + 1));
    expect(await post('/concurrent', lists)).toEqual([200, 'true']);
  });

  it('hears an event', async () => {
    expect((await post('/notify', [])).at(0)).toBe(201);
    await eventually(() => expect(app.get(Sums).notified).toBe(true));
  });

  it('lets all servers answer where the handler says so', async () => {
    const answers = client.send<number>({ cmd: 'broadcast' }, {}).pipe(
      scan((a, b) => a + b),
      take(2),
    );
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    let last = 0;
    answers.subscribe({ next: (sum) => (last = sum), error: reject, complete: () => resolve(last) });
    expect(await promise).toBe(2);
  });
});
