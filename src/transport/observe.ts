import { context, propagation, SpanKind, trace, type Context, type Span } from '@opentelemetry/api';
import type { RedisContext, Server } from '@nestjs/microservices';
import { rpcMessages } from '../kernel/metrics.js';
import { startSpan } from '../kernel/tracing.js';

/** What is known of a message between the start and the end of its handler. */
interface Handling {
  readonly startedAt: number;
  readonly span: Span;
  failed: boolean;
}

// By the message's context, which is the same object in both hooks and in the error filter.
const handlings = new WeakMap<object, Handling>();

/** Measures each message of the Redis transport and puts it in a span, as `observeHttp` does; the trace travels in the metadata. */
export function observeRpc(
  server: Pick<Server, 'setOnProcessingStartHook' | 'setOnProcessingEndHook'>,
): void {
  server.setOnProcessingStartHook((_transport, message, done) => {
    const { span, active } = startSpan(`process ${patternOf(message)}`, {
      kind: SpanKind.SERVER,
      parent: parentOf(message),
      attributes: { 'messaging.system': 'redis', 'messaging.destination.name': patternOf(message) },
    });
    handlings.set(message as object, { startedAt: performance.now(), span, failed: false });
    // Nest waits for it, and handles its failure, whatever the type says.
    return (span.isRecording() ? context.with(active, done) : done()) as unknown as void;
  });
  server.setOnProcessingEndHook((_transport, message) => {
    const handling = handlings.get(message as object);
    if (!handling) return;
    handling.span.end();
    if (rpcMessages.wanted)
      rpcMessages.publish({
        pattern: patternOf(message),
        outcome: handling.failed ? 'error' : 'ok',
        ms: performance.now() - handling.startedAt,
      });
  });
}

const patternOf = (message: unknown): string => (message as RedisContext).getChannel();

const parentOf = (message: unknown): Context =>
  propagation.extract(context.active(), (message as RedisContext).getMetadata?.() ?? {});

/** Tells of a request or message that it failed, before its answer is built. */
export function noteFailure(code: string, message?: object): void {
  const handling = message && handlings.get(message);
  if (handling) handling.failed = true;
  const span = handling?.span ?? trace.getActiveSpan();
  if (span?.isRecording()) span.setAttribute('error.type', code);
}
