import {
  context,
  INVALID_SPAN_CONTEXT,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type SpanKind,
  type TracerProvider,
} from '@opentelemetry/api';

/** Whose spans these are. Without an OpenTelemetry SDK in the process it makes spans that do nothing. */
const tracer = trace.getTracer('rookery');

const NO_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** Whether an OpenTelemetry SDK is there: what is run a hundred thousand times a second asks before it prepares a span. */
export function isTracing(): boolean {
  // Until an SDK is registered the API has a stand-in, which says so; without that method it is no stand-in.
  const provider: TracerProvider & { getDelegateTracer?: (name: string) => unknown } =
    trace.getTracerProvider();
  return provider.getDelegateTracer === undefined || provider.getDelegateTracer('rookery') !== undefined;
}

/** What a span is begun with. */
export interface SpanStart {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** What it is part of; the span that is active now unless told. */
  readonly parent?: Context;
  /** What it comes of without being part of it. */
  readonly links?: Link[];
  /** Errors that are no failure of what is traced. */
  readonly expects?: (error: unknown) => boolean;
}

/** Begins a span and makes it the active one of the returned context. Whoever begins it ends it. */
export function startSpan(name: string, start: SpanStart = {}): { span: Span; active: Context } {
  const { parent = context.active(), kind, attributes, links } = start;
  // The API's own stand-in costs a microsecond, most of it for a context that nobody reads.
  if (!isTracing()) return { span: NO_SPAN, active: parent };
  const options = { ...(kind && { kind }), ...(attributes && { attributes }), ...(links && { links }) };
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
    if (!start.expects?.(error)) failSpan(span, error);
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

/** A trace as it travels beside what it is about: `traceparent` and the like (W3C Trace Context). */
export type TraceHeaders = Readonly<Record<string, string>>;

/** The trace that is active now; undefined where none is. */
export function traceHeaders(): TraceHeaders | undefined {
  if (!trace.getActiveSpan()) return undefined;
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** A link to where such a trace came from; none where the headers name none. */
export function linksTo(headers: TraceHeaders | undefined): Link[] {
  const origin = headers && trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers));
  return origin ? [{ context: origin }] : [];
}
