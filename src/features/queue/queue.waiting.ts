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

/** A job of which nothing is kept is gone when it has ended, and its event may take a moment longer. */
const GONE_MS = 500;

interface Parts {
  readonly events: Events;
  readonly get: (id: string) => Promise<JobInfo | undefined>;
  readonly waitMs: number;
  /** That nobody waits any longer. */
  readonly signal?: AbortSignal;
}

/**
 * Waits until a job has ended. `begin` names the job, once its events are heard: so neither an end before nor one after is missed.
 *
 * @throws JobUnfinishedError after `waitMs` or where nobody waits any longer, JobNotFoundError where there is no such job and none has ended meanwhile
 */
export async function ended(begin: () => Promise<string>, parts: Parts): Promise<Ended> {
  const { events, get, waitMs, signal } = parts;
  const endsAt = performance.now() + waitMs;
  const ear = new Ear();
  const leave = () => ear.leave();
  signal?.addEventListener('abort', leave);
  if (signal?.aborted) leave();
  const end = await events.listen((event) => ear.hear(event));
  try {
    const id = await begin();
    ear.expect(id);
    return await watch(ear, async () => get(id), endsAt);
  } finally {
    signal?.removeEventListener('abort', leave);
    await end();
  }
}

/** Looks at the job, now and whenever there may be something new. */
async function watch(ear: Ear, look: () => Promise<JobInfo | undefined>, endsAt: number): Promise<Ended> {
  for (let goneAt = Infinity; ;) {
    const called = ear.next();
    const seen = ear.ended ? undefined : await seenBy(look);
    if (ear.ended) return ear.ended;
    if (typeof seen === 'object') return seen;
    const now = performance.now();
    goneAt = seen === 'gone' ? Math.min(goneAt, now) : Infinity;
    if (now - goneAt >= GONE_MS) throw new JobNotFoundError();
    if (now >= endsAt || ear.hasLeft) throw new JobUnfinishedError();
    await within(called, Math.min(endsAt - now, seen === 'gone' ? GONE_MS : LOOK_MS));
  }
}

/** Where Redis does not answer now, it is asked again: the job does not end by that. */
async function seenBy(look: () => Promise<JobInfo | undefined>): Promise<Ended | 'gone' | 'going on'> {
  const job = await look().catch(() => 'unknown' as const);
  if (job === undefined) return 'gone';
  if (job === 'unknown') return 'going on';
  if (job.state === 'completed') return { state: 'completed', result: job.result };
  return job.state === 'dead' ? { state: 'dead', error: job.errors.at(-1)?.error } : 'going on';
}

/** What was heard of the end of one job; of all of them until it is known which one. */
class Ear {
  ended: Ended | undefined;
  hasLeft = false;
  private wanted: string | undefined;
  private readonly before = new Map<string, Ended>();
  private called = Promise.withResolvers<void>();

  /** Resolves when there may be something new. */
  async next(): Promise<void> {
    this.called = Promise.withResolvers();
    return this.called.promise;
  }

  hear({ event, id, result, error }: JobEvent): void {
    if (event === 'gap') this.called.resolve();
    if (event !== 'completed' && event !== 'dead') return;
    const how: Ended = event === 'completed' ? { state: event, result } : { state: event, error };
    if (this.wanted === undefined) this.before.set(id, how);
    if (this.wanted !== id) return;
    this.ended = how;
    this.called.resolve();
  }

  /** Hears no more. */
  leave(): void {
    this.hasLeft = true;
    this.called.resolve();
  }

  expect(id: string): void {
    this.wanted = id;
    this.ended = this.before.get(id);
    this.before.clear();
  }
}

/** Resolves with the promise, or when the time is over. */
export async function within(promise: Promise<void>, ms: number): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([promise, over]);
  clearTimeout(timer);
}
