import type { RedisClient } from './guard.js';

/** A page of the names in a zset that has them all with the score 0, by their bytes; `nextCursor` is null on the last one. */
export async function pageOfNames(
  client: RedisClient,
  key: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ names: string[]; nextCursor: string | null }> {
  const from = cursor === undefined ? '-' : `(${cursor}`;
  const names = await client.zrange(key, from, '+', 'BYLEX', 'LIMIT', 0, limit);
  return { names, nextCursor: names.length === limit ? (names.at(-1) ?? null) : null };
}
