import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { KvModule, KvService, RedisModule } from 'rookery';
import { traced } from 'rookery/extend';
import type { Bench } from './support/bench.js';
import { callInTurn, compare, type Sample } from './support/rounds.js';

const CALLERS = 100;
const SECONDS = 0.5;

@Module({})
class App {}

/** Records spans and sends them nowhere: what an exporter costs is the exporter's. */
const nowhere: SpanProcessor = {
  onStart: () => undefined,
  onEnd: () => undefined,
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};

/** What tracing costs an app that has no OpenTelemetry SDK, and one that has: a script, whose span it always has, in one more span. */
export const bench: Bench = {
  packages: ['@opentelemetry/api', '@opentelemetry/sdk-trace-base'],
  async *tables(redisUrl) {
    const imports = [RedisModule.forRoot({ url: redisUrl }), KvModule.forRoot({})];
    const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
    const kv = app.get(KvService);
    const plain = async (i: number) => kv.increment(`counter-${i % 1000}`);
    const inSpan = async (i: number) => traced('count', {}, async () => plain(i));
    yield await compare({
      title: `a script in a span, ${CALLERS} at a time`,
      unit: 'calls/s',
      rounds: 9,
      seconds: SECONDS,
      contenders: [
        { name: 'a span around it, no SDK', round: async (seconds) => callInTurn(CALLERS, seconds, inSpan) },
        {
          name: 'no span around it',
          target: 0.95,
          round: async (seconds) => callInTurn(CALLERS, seconds, plain),
        },
        { name: 'a span around it, an SDK that records it', round: recorded(inSpan) },
      ],
    });
    await app.close();
  },
};

function recorded(call: (i: number) => Promise<unknown>): (seconds: number) => Promise<Sample> {
  return async (seconds) => {
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [nowhere] }));
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    try {
      return await callInTurn(CALLERS, seconds, call);
    } finally {
      trace.disable();
      context.disable();
    }
  };
}
