import type { Unsubscribe } from '../../redis/index.js';
import type { Pulled } from './messaging.group.schemas.js';

/** What was pulled, and in how many milliseconds more is due; -1 when nothing is. */
export type Found<T> = Pulled<T> & { readonly dueInMs: number };

/** A message that nobody told of is found after this. */
const LOOK_EVERY_MS = 5000;

interface Waiting {
  /** Calls when there may be messages. */
  readonly listen: (call: () => void) => Promise<Unsubscribe>;
  readonly waitMs: number;
  /** Ends the waiting. */
  readonly signal: AbortSignal | undefined;
}

/** Looks until there are messages, or for `waitMs`: at once, whenever it is told that there may be some, and when some are due. */
export async function lookAgain<T>(
  look: () => Promise<Found<T>>,
  { listen, waitMs, signal }: Waiting,
): Promise<Found<T>> {
  const endsAt = performance.now() + waitMs;
  let called = Promise.withResolvers<void>();
  const call = () => called.resolve();
  const unsubscribe = await listen(call);
  signal?.addEventListener('abort', call, { once: true });
  try {
    for (;;) {
      called = Promise.withResolvers();
      const found = await look();
      const leftMs = endsAt - performance.now();
      if (found.messages.length > 0 || leftMs <= 0 || signal?.aborted) return found;
      const dueInMs = found.dueInMs < 0 ? Infinity : found.dueInMs;
      const timer = setTimeout(call, Math.min(leftMs, LOOK_EVERY_MS, dueInMs));
      await called.promise;
      clearTimeout(timer);
    }
  } finally {
    signal?.removeEventListener('abort', call);
    await unsubscribe();
  }
}
