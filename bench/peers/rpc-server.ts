import 'reflect-metadata';
import { createServer } from 'node:http';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { RedisConnection, RedisModule, RedisServerStrategy } from 'rookery';

// A Nest microservice with one empty handler, on the stock Redis transport or on ours. Over HTTP it tells how often it ran.
const { REDIS_URL: url = '', PATTERN: pattern = '', KIND: kind = '', PORT: port } = process.env;
let runs = 0;

@Controller()
class Handlers {
  @MessagePattern(pattern)
  echo(data: unknown): unknown {
    runs++;
    return data;
  }
}

@Module({ imports: [RedisModule.forRoot({ url })], controllers: [Handlers] })
class App {}

const app = await NestFactory.create(App, { logger: false });
const { hostname: host, port: redisPort } = new URL(url);
const stock: MicroserviceOptions = { transport: Transport.REDIS, options: { host, port: Number(redisPort) } };
if (kind === 'ours') await app.init();
app.connectMicroservice<MicroserviceOptions>(
  kind === 'ours' ? { strategy: new RedisServerStrategy(app.get(RedisConnection)) } : stock,
);
await app.startAllMicroservices();
createServer((_, response) => response.end(String(runs))).listen(Number(port), '127.0.0.1');
