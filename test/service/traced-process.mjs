import { appendFileSync } from 'node:fs';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';

// For `node --import`: a process with an OpenTelemetry SDK, whose spans another one can read in the file SPANS_FILE.
class FileSpanExporter extends InMemorySpanExporter {
  /**
   * @param {import('@opentelemetry/sdk-trace-base').ReadableSpan[]} spans
   * @param {Parameters<InMemorySpanExporter['export']>[1]} done
   * @override
   */
  export(spans, done) {
    for (const { name, attributes, events, links, status } of spans)
      appendFileSync(
        process.env.SPANS_FILE ?? '',
        `${JSON.stringify({ name, attributes, events, links, status })}\n`,
      );
    done({ code: 0 });
  }
}

trace.setGlobalTracerProvider(
  new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new FileSpanExporter())] }),
);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());
