import { JobNotFoundError, JobUnfinishedError } from './queue.errors.js';
import type { JobEvent } from './queue.event.schemas.js';
import type { Events } from './queue.events.js';
import type { JobInfo } from './queue.schemas.js';

/** How a job ended. */
export type Ended =
  | { readonly state: 'completed'; readonly result: unknown }
  | { readonly state: 'dead'; readonly error: unknown };

/** An event may be lost with the connection, and whoever listens then is told; this is for what nobody thought of. */
const LOOK_MS = 2000;
const GONE_MS = 500;

interface Waiting {
  readonly events: Events;
  readonly get: (id: string) => Promise<JobInfo | undefined>;
  readonly waitMs: number;
}

/**
 * Waits until a job has ended. `begin` names the job, once its events are heard: so neither an end before nor one after is missed.
 *
 * @throws JobUnfinishedError after `waitMs`, JobNotFoundError where there is no such job and none has ended meanwhile
 */
export async function ended(begin: () => Promise<string>, { events, get, waitMs }: Waiting): Promise<Ended> {
  const heard = new Map<string, Ended>();
  let called = Promise.withResolvers<void>();
  const end = await events.listen((event) => {
    const how = endOf(event);
    if (how) heard.set(event.id, how);
    if (how || event.event === 'gap') called.resolve();
  });
  const endsAt = performance.now() + waitMs;
  try {
    const id = await begin();
    for (let goneAt: number | undefined; ;) {
      called = Promise.withResolvers();
      const job = heard.has(id) ? undefined : await get(id);
      const how = heard.get(id) ?? (job && endOfJob(job));
      if (how) return how;
      const now = performance.now();
      // One of which nothing is kept has just ended, and its event is on its way; or it never was.
      if (!job) goneAt ??= now;
      if (goneAt !== undefined && now - goneAt >= GONE_MS) throw new JobNotFoundError();
      if (now >= endsAt) throw new JobUnfinishedError();
      await within(called.promise, Math.min(endsAt - now, goneAt === undefined ? LOOK_MS : GONE_MS));
    }
  } finally {
    await end();
  }
}

function endOfJob({ state, result, errors }: JobInfo): Ended | undefined {
  if (state === 'completed') return { state, result };
  return state === 'dead' ? { state, error: errors.at(-1)?.error } : undefined;
}

function endOf({ event, result, error }: JobEvent): Ended | undefined {
  if (event === 'completed') return { state: 'completed', result };
  return event === 'dead' ? { state: 'dead', error } : undefined;
}

/** Resolves with the promise, or when the time is over. */
export async function within(promise: Promise<void>, ms: number): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([promise, over]);
  clearTimeout(timer);
}
