import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';

const CHUNK_BYTES = 256 * 1024;
const KEY = 'filler';

/** Lets somebody else fill Redis up to a limit just above what it uses now, and keep it full for some time. */
export async function keepFull(client: Redis, forMs: number): Promise<void> {
  const used = Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1]);
  await client.config('SET', 'maxmemory-policy', 'noeviction');
  await client.config('SET', 'maxmemory', used + 4 * CHUNK_BYTES);
  for (const endsAt = Date.now() + forMs; Date.now() < endsAt;) if (await isFull(client)) await delay(20);
}

async function isFull(client: Redis): Promise<boolean> {
  try {
    await client.rpush(KEY, 'x'.repeat(CHUNK_BYTES));
    return false;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('OOM')) return true;
    throw error;
  }
}

/** Removes what filled it. */
export async function freeMemory(client: Redis): Promise<void> {
  await client.del(KEY);
  await client.config('SET', 'maxmemory', 0);
}
