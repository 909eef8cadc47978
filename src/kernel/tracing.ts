import {
  context,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type SpanKind,
} from '@opentelemetry/api';

/** Whose spans these are. Without an OpenTelemetry SDK in the process it makes spans that do nothing. */
const tracer = trace.getTracer('rookery');

/** What a span is begun with. */
export interface SpanStart {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** What it is part of; the span that is active now unless told. */
  readonly parent?: Context;
}

/** Begins a span and makes it the active one of the returned context. Whoever begins it ends it. */
export function startSpan(name: string, start: SpanStart = {}): { span: Span; active: Context } {
  const { parent = context.active(), ...options } = start;
  const span = tracer.startSpan(name, options, parent);
  return { span, active: trace.setSpan(parent, span) };
}

/** Runs `work` inside a span that ends with it, failed if it throws; without a span where no SDK records. */
export async function traced<T>(name: string, start: SpanStart, work: () => Promise<T>): Promise<T> {
  const { span, active } = startSpan(name, start);
  if (!span.isRecording()) return work();
  try {
    return await context.with(active, work);
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Marks a span as failed, with the error's stable code where it has one: messages may hold what is personal. */
export function failSpan(span: Span, error: unknown): void {
  const code = (error as { code?: unknown } | undefined)?.code;
  span.setAttribute(
    'error.type',
    typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown',
  );
  span.setStatus({ code: SpanStatusCode.ERROR });
}
