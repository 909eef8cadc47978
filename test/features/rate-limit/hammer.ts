import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  RateLimitLeases,
  RateLimitModule,
  RateLimitService,
  type PolicyInput,
} from '../../../src/features/rate-limit/index.js';
import { RedisModule, type RedisModuleOptions } from '../../../src/redis/index.js';

/** What the parent asks of this process: so many takes, or so many places held. */
export interface Order {
  readonly policy: string;
  readonly subject: string;
  readonly times: number;
}

const [redis = '{}', policies = '{}'] = process.argv.slice(2);

class App {}
Module({})(App);

const imports = [
  RedisModule.forRoot(JSON.parse(redis) as Partial<RedisModuleOptions>),
  RateLimitModule.forRoot({
    policies: JSON.parse(policies) as Record<string, PolicyInput>,
    decideWithinMs: 20_000,
  }),
];
const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
const limiter = app.get(RateLimitService);
const leases = app.get(RateLimitLeases);

process.on('message', ({ policy, subject, times }: Order) => {
  const take = leases.covers(policy)
    ? async () => leases.acquire(policy, subject)
    : async () => limiter.take(policy, subject);
  void Promise.all(Array.from({ length: times }, take)).then((answers) =>
    process.send?.(answers.filter(({ allowed }) => allowed).length),
  );
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
