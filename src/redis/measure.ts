import { SpanKind, trace } from '@opentelemetry/api';
import { COMMANDS_PER_SAMPLE, redisCommands } from '../kernel/metrics.js';
import { traced } from '../kernel/tracing.js';

let sent = 0;

/** Whether the next command is one of those that are timed; false as long as nobody reads the times. */
export function isSampled(): boolean {
  return redisCommands.wanted && ++sent % COMMANDS_PER_SAMPLE === 0;
}

/** Publishes how long a reply took. */
export function measure(command: string, reply: Promise<unknown>): void {
  const startedAt = performance.now();
  const publish = (outcome: 'ok' | 'error') => () =>
    redisCommands.publish({ command, outcome, ms: performance.now() - startedAt });
  reply.then(publish('ok'), publish('error'));
}

/** Sends a script, in a span of its own where it is part of a trace that is recorded, and timed as commands are. */
export async function observed<T>(script: string, send: () => Promise<T>): Promise<T> {
  const isTraced = trace.getActiveSpan()?.isRecording() === true;
  const reply = isTraced ? traced(`script ${script}`, SCRIPT_SPAN, send) : send();
  if (isSampled()) measure(script, reply);
  return reply;
}

const SCRIPT_SPAN = { kind: SpanKind.CLIENT, attributes: { 'db.system.name': 'redis' } };
