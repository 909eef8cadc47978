import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { Redis } from 'ioredis';
import { startService, type TestService } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { startStandalone, type RedisServer } from '../support/servers.js';
import { MessagingService } from '../../src/features/messaging/index.js';
import { QueueService, type Job } from '../../src/features/queue/index.js';
import { RedisConnection, RedisRpcClient } from '../../src/index.js';

// As an app with an OpenTelemetry SDK has it, exporting into memory.
const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE_ID}-b7ad6b7169203331-01`;

let server: RedisServer;
let service: TestService;

beforeAll(async () => {
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  server = await startStandalone();
  service = await startService({ url: server.url });
});
beforeEach(() => exporter.reset());
afterAll(async () => {
  await service.stop();
  await server.stop();
  await provider.shutdown();
  trace.disable();
  context.disable();
  propagation.disable();
});

const spans = async (count: number) =>
  eventually(() => {
    const all = exporter.getFinishedSpans();
    expect(all).toHaveLength(count);
    return all;
  });

describe('traces', () => {
  it('hold a request and its scripts, as part of the caller’s trace', async () => {
    await service.request('POST', '/v1/kv/secret-name/increment', {}, { traceparent });
    const [script, request] = await spans(2);
    expect(request).toMatchObject({
      name: 'POST /v1/kv/:key/increment',
      parentSpanContext: { traceId: TRACE_ID, spanId: 'b7ad6b7169203331' },
      attributes: { 'http.route': '/v1/kv/:key/increment', 'http.response.status_code': 200 },
    });
    expect(script).toMatchObject({
      name: 'script increment',
      parentSpanContext: { spanId: request?.spanContext().spanId },
    });
    expect(script?.spanContext().traceId).toBe(TRACE_ID);
    expect(JSON.stringify([script?.attributes, request?.attributes])).not.toContain('secret-name');
  });

  it('say by its code what went wrong', async () => {
    await service.request('GET', '/v1/kv/missing');
    const [, request] = await spans(2);
    expect(request?.attributes).toMatchObject({
      'http.response.status_code': 404,
      'error.type': 'KV_NOT_FOUND',
    });
  });

  it('hold a message of the Redis transport, the trace taken from its metadata', async () => {
    const client = new Redis({ port: server.port });
    const packet = { pattern: 'kv.increment', data: { key: 'n' }, id: '1', metadata: { traceparent } };
    await client.publish('kv.increment', JSON.stringify(packet));
    const [script, message] = await spans(2);
    expect(message).toMatchObject({ name: 'process kv.increment', parentSpanContext: { traceId: TRACE_ID } });
    expect(script?.parentSpanContext?.spanId).toBe(message?.spanContext().spanId);
    client.disconnect();
  });

  it('hold a job in a trace of its own, linked to the request that added it', async () => {
    const queues = service.app.get(QueueService);
    let runs = 0;
    const run = (job: Job) => {
      if (runs++ === 0) throw new Error('the provider is away');
      if (runs === 2) job.snooze(1);
    };
    queues.work('traced', () => ({ run }));
    const body = {
      name: 'secret-data',
      data: {},
      options: { attempts: 2, backoff: { type: 'fixed', delayMs: 1 } },
    };
    await service.request('POST', '/v1/queues/traced/jobs', body, { traceparent });
    const all = await eventually(() => {
      const found = exporter.getFinishedSpans().filter(({ name }) => name === 'process traced');
      expect(found).toHaveLength(3);
      return found;
    });
    const request = exporter.getFinishedSpans().find(({ name }) => name.startsWith('POST'));
    for (const span of all) {
      expect(span.parentSpanContext).toBeUndefined();
      expect(span.links.map(({ context: { traceId, spanId } }) => [traceId, spanId])).toEqual([
        [TRACE_ID, request?.spanContext().spanId],
      ]);
    }
    // A snooze is no failure.
    expect(all.map(({ attributes }) => attributes['error.type'])).toEqual(['Error', undefined, undefined]);
    expect(all.map(({ attributes }) => attributes['rookery.job.attempt'])).toEqual([1, 2, 2]);
  });

  it('hold a message of a topic in a trace of its own, linked to the request that published it', async () => {
    const messaging = service.app.get(MessagingService);
    messaging.consume('traced', { group: 'g', from: 'start' }, () => undefined);
    await service.request('POST', '/v1/topics/traced/messages', { data: 1 }, { traceparent });
    const span = await eventually(() => {
      const found = exporter
        .getFinishedSpans()
        .find(({ name, attributes }) => name === 'process traced' && attributes['rookery.message.delivery']);
      if (!found) throw new Error('It was not handled yet');
      return found;
    });
    expect(span.parentSpanContext).toBeUndefined();
    expect(span.links.map(({ context: { traceId } }) => traceId)).toEqual([TRACE_ID]);
  });

  it('go along with what a RedisRpcClient asks', async () => {
    const client = new RedisRpcClient(service.app.get(RedisConnection));
    await context.with(propagation.extract(context.active(), { traceparent }), async () =>
      client.request('kv.increment', { key: 'n' }),
    );
    const message = await eventually(() => {
      const found = exporter.getFinishedSpans().find(({ name }) => name === 'process kv.increment');
      expect(found).toBeDefined();
      return found;
    });
    expect(message?.parentSpanContext?.traceId).toBe(TRACE_ID);
    await client.close();
  });
});
