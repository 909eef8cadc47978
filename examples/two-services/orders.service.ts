import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { RedisConnection, RedisModule, RedisRpcClient } from 'rookery';

const { REDIS_URL: url = 'redis://127.0.0.1:6379', PORT: port = '3000' } = process.env;

/** Takes orders over HTTP, and asks the other service what is left. */
@Controller()
class OrdersController {
  constructor(private readonly stock: RedisRpcClient) {}

  /** 503 at once where no stock service runs, and after two seconds where none answers. */
  @Get('orders/:product')
  async order(@Param('product') product: string): Promise<unknown> {
    return this.stock.request('stock.count', { product }, { timeoutMs: 2000 });
  }

  /** What each replica of the other service has done. */
  @Get('replicas')
  async replicas(): Promise<unknown[]> {
    const answers = await this.stock.gather('stock.answered', {}, { timeoutMs: 2000 });
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }
}

@Module({
  imports: [RedisModule.forRoot({ url })],
  controllers: [OrdersController],
  providers: [
    {
      provide: RedisRpcClient,
      inject: [RedisConnection],
      useFactory: (connection: RedisConnection) => new RedisRpcClient(connection),
    },
  ],
})
class OrdersModule {}

const app = await NestFactory.create(OrdersModule, new FastifyAdapter(), { logger: ['error', 'warn'] });
app.enableShutdownHooks();
await app.listen(Number(port), '127.0.0.1');
process.stdout.write(`${await app.getUrl()}\n`);
