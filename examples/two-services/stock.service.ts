import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload, type MicroserviceOptions } from '@nestjs/microservices';
import { RedisConnection, RedisModule, RedisServerStrategy } from 'rookery';

const { REDIS_URL: url = 'redis://127.0.0.1:6379' } = process.env;

/** Knows what is in stock. Start it as often as you like: each question is answered by one of its replicas. */
@Controller()
class StockController {
  private answered = 0;

  @MessagePattern('stock.count')
  count(@Payload() { product }: { product: string }): { product: string; left: number } {
    this.answered++;
    return { product, left: product.length };
  }

  /** Every replica answers this for itself. */
  @MessagePattern('stock.answered', { delivery: 'all' })
  told(): { pid: number; answered: number } {
    return { pid: process.pid, answered: this.answered };
  }
}

@Module({ imports: [RedisModule.forRoot({ url })], controllers: [StockController] })
class StockModule {}

// The transport's connection is the app's own, so the app is made first and then listens.
const app = await NestFactory.create(StockModule, { logger: ['error', 'warn'] });
app.enableShutdownHooks();
app.connectMicroservice<MicroserviceOptions>({ strategy: new RedisServerStrategy(app.get(RedisConnection)) });
await app.startAllMicroservices();
await app.init();
process.stdout.write('ready\n');
