import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { createHttpAdapter } from '../../src/transport/http.js';
import { createLogger, NestLogger } from '../../src/transport/logging.js';
import { eventually } from '../support/eventually.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const headers = { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01`, 'x-request-id': 'order-17' };

/** One request over a socket to a route that logs a line of its own; the lines by message. */
async function linesOfRequest(): Promise<Record<string, Record<string, unknown>>> {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  const logger = await createLogger({ level: 'debug', pretty: false }, { write });
  const adapter = createHttpAdapter({ bodyLimitBytes: 1000, requestTimeoutMs: 5000 }, logger);
  const nest = new NestLogger(logger);
  const instance = adapter.getInstance();
  instance.get('/orders/:id', async () => {
    await new Promise(setImmediate);
    nest.warn('from the handler', 'Orders');
    return {};
  });
  const url = await instance.listen({ port: 0, host: '127.0.0.1' });
  await fetch(`${url}/orders/secret-17`, { headers });
  await eventually(() => expect(lines.map(({ msg }) => msg)).toContain('request'));
  await instance.close();
  return Object.fromEntries(lines.map((line) => [String(line['msg']), line]));
}

describe('a log line', () => {
  it('of a request has its id and its route, never its URL, and no trace where none is', async () => {
    const { request, 'from the handler': own } = await linesOfRequest();
    expect(request).toMatchObject({
      requestId: 'order-17',
      method: 'GET',
      route: '/orders/:id',
      status: 200,
    });
    expect(JSON.stringify(request)).not.toContain('secret-17');
    for (const line of [request, own]) expect(line).not.toHaveProperty('traceId');
  });

  it('leads to the trace of the request, whoever wrote it', async () => {
    trace.setGlobalTracerProvider(new BasicTracerProvider());
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    const { request, 'from the handler': own } = await linesOfRequest();
    trace.disable();
    context.disable();
    propagation.disable();
    for (const line of [request, own]) expect(line).toMatchObject({ traceId: TRACE_ID });
    expect(own).toMatchObject({ context: 'Orders', msg: 'from the handler' });
    expect(request?.['spanId']).toMatch(/^[0-9a-f]{16}$/);
    expect(request?.['spanId']).toBe(own?.['spanId']);
  });
});
