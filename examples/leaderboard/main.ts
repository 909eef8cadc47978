import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { RedisConnection, RedisModule, RedisServerStrategy } from 'rookery';
import { LeaderboardModule } from './leaderboard/leaderboard.module.js';

const { REDIS_URL: url = 'redis://127.0.0.1:6379', PORT: port = '3000' } = process.env;

@Module({
  imports: [RedisModule.forRoot({ url }), LeaderboardModule.forRoot({ expose: ['http', 'rpc'] })],
})
class AppModule {}

const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: ['error', 'warn'] });
app.enableShutdownHooks();
app.connectMicroservice<MicroserviceOptions>({ strategy: new RedisServerStrategy(app.get(RedisConnection)) });
await app.startAllMicroservices();
await app.listen(Number(port), '127.0.0.1');
process.stdout.write(`${await app.getUrl()}\n`);
