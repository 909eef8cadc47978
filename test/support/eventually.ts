import { setTimeout as delay } from 'node:timers/promises';

/** Retries an assertion every 20 ms until it holds and returns its value; fails with its last error. */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { withinMs = 5000 }: { withinMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
    }
    await delay(20);
  }
}
