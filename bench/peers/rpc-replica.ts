import { createServer } from 'node:http';
import { ServerRedis } from '@nestjs/microservices';
import { RedisConnection, RedisModule, RedisServerStrategy } from 'rookery';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { of } from 'rxjs';

/** A replica that answers `work` with what it was sent: stock, or ours with SERVER=ours. Over HTTP it tells how often it ran. */
const redisUrl = process.env['REDIS_URL'] ?? '';

@Module({ imports: [RedisModule.forRoot({ url: redisUrl })] })
class App {}

let runs = 0;
const server = process.env['SERVER'] === 'ours' ? await ours() : stock();
server.addHandler('work', async (data: unknown) => {
  runs++;
  return of(data);
});
await new Promise<void>((resolve, reject) => {
  void server.listen((error?: unknown) => (error ? reject(error as Error) : resolve()));
});
createServer((_request, response) => response.end(String(runs))).listen(Number(process.env['PORT']));

async function ours() {
  const app = await NestFactory.createApplicationContext(App, { logger: false });
  return new RedisServerStrategy(app.get(RedisConnection));
}

function stock() {
  const { hostname, port } = new URL(redisUrl);
  const stockServer = new ServerRedis({ host: hostname, port: Number(port), retryAttempts: 10, retryDelay: 50 });
  return stockServer;
}
