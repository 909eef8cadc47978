import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks every 20 ms until the condition holds; an error counts as "not yet". Fails after `withinMs`, naming
 * `what` was awaited and the last error.
 * @param {() => unknown} condition may return a promise
 * @param {{ withinMs: number, what: string }} options
 */
export async function waitUntil(condition, { withinMs, what }) {
  const deadline = Date.now() + withinMs;
  let cause;
  do {
    try {
      if (await condition()) return;
    } catch (error) {
      cause = error;
    }
    await delay(20);
  } while (Date.now() < deadline);
  const last = cause instanceof Error ? ` (last error: ${cause.message})` : '';
  throw new Error(`Waited ${withinMs} ms in vain: ${what}${last}`, { cause });
}
