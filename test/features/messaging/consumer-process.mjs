// A consumer in a process of its own, to be killed and frozen. Appends a line for each message to the ledger.
import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { MessagingModule, MessagingService } from 'rookery/messaging';
import { RedisModule } from 'rookery';

const { redis, ledger } = JSON.parse(process.argv[2] ?? '{}');

class App {}
Module({ imports: [RedisModule.forRoot(redis), MessagingModule.forRoot({})] })(App);

const app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
app
  .get(MessagingService)
  .consume('jobs', { group: 'g', concurrency: 8 }, async (_data, { sequence, key }) => {
    appendFileSync(ledger, `${key} ${sequence}\n`);
    if (Math.random() < 0.3) await delay(Math.random() * 10);
  });
process.send?.('ready');
process.on('disconnect', () => process.exit());
