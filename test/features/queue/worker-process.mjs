// A worker in a process of its own, to be killed and frozen. Appends a line for each run to the ledger.
import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { QueueModule, QueueService, RedisModule } from 'rookery';

const { redis, queue, ledger } = JSON.parse(process.argv[2] ?? '{}');

class App {}
Module({ imports: [RedisModule.forRoot(redis), QueueModule.forRoot(queue)] })(App);

const app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
app.get(QueueService).work(
  'jobs',
  () => ({
    /** @param {import('rookery').Job} job */
    run: async (job) => {
      appendFileSync(ledger, `${job.id}\n`);
      if (job.name === 'poison') process.kill(process.pid, 'SIGKILL');
      if (job.name === 'flaky' && Math.random() < 0.2) throw new Error('by chance');
      if (job.name === 'hold') await delay(Number(job.data));
      else if (Math.random() < 0.3) await delay(Math.random() * 10);
      return process.pid;
    },
  }),
  { concurrency: 8 },
);
process.send?.('ready');
process.on('disconnect', () => process.exit());
