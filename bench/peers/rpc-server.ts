import 'reflect-metadata';
import { createServer } from 'node:http';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, ServerRedis, Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { Redis } from 'ioredis';
import { RedisConnection, RedisModule, RedisServerStrategy } from 'rookery';

// A Nest microservice with one empty handler, over HTTP it tells how often it ran. By KIND it is on our Redis transport (ours) or on
// the stock one: as it is (stock), asking Redis for one thing before it answers, which is the least that a claim can cost (asking),
// or leaving every other request unread for the other replica, which is the least that sharing can cost and promises nothing (sharing).
const { REDIS_URL: url = '', PATTERN: pattern = '', KIND: kind = '', INDEX = '0', PORT: port } = process.env;
const { hostname: host, port: redisPort } = new URL(url);
const options = { host, port: Number(redisPort) };
const asking = kind === 'asking' ? new Redis(url) : undefined;
let runs = 0;

@Controller()
class Handlers {
  @MessagePattern(pattern)
  async echo(data: unknown): Promise<unknown> {
    if (asking) await asking.set(`claim:${runs}`, '1', 'PX', 1000, 'NX');
    runs++;
    return data;
  }
}

/** Of two replicas each takes the requests whose last characters are its own. */
class SharingServer extends ServerRedis {
  override async handleMessage(...message: Parameters<ServerRedis['handleMessage']>): Promise<unknown> {
    const [, text] = message;
    const sum = text.charCodeAt(text.length - 3) + text.charCodeAt(text.length - 4);
    return sum % 2 === Number(INDEX) ? super.handleMessage(...message) : undefined;
  }
}

const strategyOf = (connection: RedisConnection): MicroserviceOptions => {
  if (kind === 'ours') return { strategy: new RedisServerStrategy(connection) };
  if (kind === 'sharing') return { strategy: new SharingServer(options) };
  return { transport: Transport.REDIS, options };
};

@Module({ imports: [RedisModule.forRoot({ url })], controllers: [Handlers] })
class App {}

const app = await NestFactory.create(App, { logger: false });
if (kind === 'ours') await app.init();
app.connectMicroservice<MicroserviceOptions>(strategyOf(app.get(RedisConnection)));
await app.startAllMicroservices();
createServer((_, response) => response.end(String(runs))).listen(Number(port), '127.0.0.1');
