// Tracks events in a process of its own, to be killed. Appends a line to the ledger once they are taken.
import 'reflect-metadata';
import { appendFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { AnalyticsModule, AnalyticsService } from 'rookery/analytics';
import { RedisModule } from 'rookery';

const { redis, ledger, ack, name } = JSON.parse(process.argv[2] ?? '{}');

class App {}
Module({ imports: [RedisModule.forRoot(redis), AnalyticsModule.forRoot({ flushMs: 200, batchSize: 20 })] })(
  App,
);

const app = await NestFactory.createApplicationContext(App, { logger: false, abortOnError: false });
const analytics = app.get(AnalyticsService);
process.on('disconnect', () => process.exit());
for (let i = 0; ; i++) {
  const events = Array.from({ length: 5 }, (_, n) => ({
    name: 'pageview',
    path: '/',
    userId: `${name}-${i}-${n}`,
  }));
  const options = ack === 'stored' ? { id: `${name}-${i}` } : { ack };
  try {
    await analytics.track('ledger', events, options);
    appendFileSync(ledger, `${Date.now()} ${name}-${i}\n`);
  } catch {
    // Redis is away: the same again, under the same id.
    if (ack === 'stored') i -= 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (ack === 'buffered') await new Promise((resolve) => setTimeout(resolve, 20));
}
