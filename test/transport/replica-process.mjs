// A replica in a process of its own, to be killed and frozen. Appends a line for each request to the ledger.
import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { of } from 'rxjs';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { RedisConnection, RedisModule, RedisServerStrategy } from 'rookery';

const { redis, ledger } = JSON.parse(process.argv[2] ?? '{}');

class App {}
Module({ imports: [RedisModule.forRoot(redis)] })(App);

const app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
const strategy = new RedisServerStrategy(app.get(RedisConnection));
strategy.addHandler('work', async (n) => {
  appendFileSync(ledger, `${n}\n`);
  await delay(5);
  return of(n);
});
void strategy.listen(() => process.send?.('ready'));
process.on('disconnect', () => process.exit());
