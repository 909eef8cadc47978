import { context, propagation, SpanKind, type Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpRequests } from '../kernel/metrics.js';
import { failSpan, startSpan } from '../kernel/tracing.js';

/**
 * Measures each request and puts it in a span of its own, part of the caller's trace where `traceparent` names one
 * (W3C Trace Context), so that whatever the handler does is part of it.
 */
export function observeHttp(instance: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, Span>();
  instance.addHook('onRequest', (request, _reply, done) => {
    const { span, active } = startSpan(`${request.method} ${routeOf(request)}`, {
      kind: SpanKind.SERVER,
      parent: propagation.extract(context.active(), request.headers),
      attributes: { 'http.request.method': request.method, 'http.route': routeOf(request) },
    });
    if (!span.isRecording()) return done();
    spans.set(request, span);
    context.with(active, done);
  });
  instance.addHook('onResponse', (request, reply, done) => {
    endHttpSpan(spans.get(request), reply);
    if (httpRequests.wanted)
      httpRequests.publish({
        method: request.method,
        route: routeOf(request),
        status: reply.statusCode,
        ms: reply.elapsedTime,
      });
    done();
  });
}

function endHttpSpan(span: Span | undefined, { statusCode }: FastifyReply): void {
  if (!span) return;
  span.setAttribute('http.response.status_code', statusCode);
  if (statusCode >= 500) failSpan(span, { code: String(statusCode) });
  span.end();
}

/** The route and not the URL: keys and ids in it may be personal, and are without end. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';
