import 'reflect-metadata';
import { Controller, Get, Module, NotFoundException, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Redis } from 'ioredis';

// The least that a Nest service with one GET can be: no checks, no deadline, no request ids, no log.
const redis = new Redis(process.env['REDIS_URL'] ?? '', {
  enableAutoPipelining: process.env['AUTO_PIPELINING'] === 'yes',
});

@Controller('v1/kv')
class KvController {
  @Get(':key')
  async get(@Param('key') key: string): Promise<unknown> {
    const json = await redis.get(`rookery:kv:${key}`);
    if (json === null) throw new NotFoundException();
    return JSON.parse(json);
  }
}

@Module({ controllers: [KvController] })
class AppModule {}

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: false,
});
app.enableShutdownHooks();
await app.listen(Number(process.env['PORT']), '127.0.0.1');
