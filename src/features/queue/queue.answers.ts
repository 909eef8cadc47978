import { JobNotFoundError } from './queue.errors.js';
import type { EventStream } from '../../transport/index.js';
import type { Events } from './queue.events.js';
import type { AddInput } from './queue.schemas.js';
import type { Queue } from './queue.queue.js';

/** The job that has to be there; over a transport its absence is an error. */
export function found<T>(job: T | undefined | false): T {
  if (job === undefined || job === false) throw new JobNotFoundError();
  return job;
}

/** Adds one job or many, as it was asked. */
export async function added(queue: Queue, input: AddInput): Promise<{ id: string } | { ids: string[] }> {
  if ('jobs' in input) return { ids: await queue.addBulk(input.jobs) };
  return { id: await queue.add(input.name, input.data, input.options) };
}

/** What Fastify and Express have in common here. */
export interface Reply {
  readonly raw?: { once(event: 'close', listener: () => void): unknown };
  once?(event: 'close', listener: () => void): unknown;
}

/** Aborted when the caller hangs up, or shutdown begins. */
export function whileWanted(reply: Reply, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  (reply.raw ?? reply).once?.('close', () => gone.abort());
  return AbortSignal.any([gone.signal, closing]);
}

/** The events of a queue as server-sent ones, by their names. */
export function streamed(events: Events): EventStream {
  return async function* stream(signal) {
    for await (const { event, ...data } of events.stream(signal)) yield { event, data: { event, ...data } };
  };
}
