// An app as somebody else would write it: it knows the package by its name only, and says on one line what it got.
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientProxyFactory, Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { InjectRedis, RedisConnection, RedisModule, RedisServerStrategy, type RedisClient } from 'rookery';
import { CollectionsModule, CollectionsService } from 'rookery/collections';
import { KvModule, KvService } from 'rookery/kv';
import { firstValueFrom } from 'rxjs';

const { REDIS_URL: url = '', REDIS_PREFIX: prefix = 'consumer' } = process.env;

@Controller('carts')
class CartsController {
  constructor(
    private readonly kv: KvService,
    private readonly collections: CollectionsService,
    @InjectRedis() private readonly redis: RedisClient,
  ) {}

  @Get('count')
  async count() {
    const carts: number = await this.kv.increment('carts', { by: 2 });
    const [id = ''] = await this.collections.insert('carts', [{ sku: 'book' }]);
    const cart = await this.collections.read('carts', id);
    return { carts, sku: cart?.item['sku'], redis: await this.redis.ping() };
  }
}

@Module({
  imports: [
    RedisModule.forRoot({ url, prefix }),
    KvModule.forRoot({ expose: ['http', 'rpc'] }),
    CollectionsModule.forRootAsync({ useFactory: () => ({ maxItemBytes: 1000 }) }),
  ],
  controllers: [CartsController],
})
class AppModule {}

const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: ['error'] });
app.connectMicroservice<MicroserviceOptions>({ strategy: new RedisServerStrategy(app.get(RedisConnection)) });
await app.startAllMicroservices();
await app.listen(0, '127.0.0.1');
const base = await app.getUrl();

const asked = async (path: string, init?: RequestInit): Promise<unknown> =>
  (await fetch(base + path, init)).json();
const { hostname: host, port } = new URL(url);
const client = ClientProxyFactory.create({
  transport: Transport.REDIS,
  options: { host, port: Number(port) },
});

const answers = {
  own: await asked('/carts/count'),
  http: await asked('/kv/carts'),
  unexposed: await asked('/collections/carts'),
  problem: await asked('/kv/nobody'),
  rpc: await firstValueFrom(client.send<object>('kv.increment', { key: 'carts' })),
};
await client.close();
await app.close();
process.stdout.write(`${JSON.stringify({ node: process.version, ...answers })}\n`);
