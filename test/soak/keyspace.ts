import type { Redis } from 'ioredis';
import type { KeyKind } from './key-catalogue.js';

/** What a server holds, by the owners of its keys. */
export interface Keyspace {
  /** How many keys of each kind there are, and how many of them have no time to live. */
  readonly owners: Readonly<Record<string, { keys: number; lasting: number }>>;
  /** Keys of which no *.keys.ts knows. */
  readonly ownerless: readonly string[];
  /** Keys that are said to end by themselves and do not. */
  readonly endless: readonly string[];
}

/** Walks all keys of a server. */
export async function walkKeyspace(redis: Redis, catalogue: readonly KeyKind[]): Promise<Keyspace> {
  const owners: Record<string, { keys: number; lasting: number }> = {};
  const ownerless: string[] = [];
  const endless: string[] = [];
  const stored = catalogue.filter(({ isChannel }) => !isChannel);
  for await (const batch of redis.scanStream({ count: 1000 }) as AsyncIterable<string[]>) {
    const ttls = await Promise.all(batch.map(async (key) => redis.pttl(key)));
    for (const [i, key] of batch.entries()) {
      const ttl = ttls[i] ?? -2;
      if (ttl === -2) continue; // ended while we looked
      const kind = stored.find(({ pattern }) => pattern.test(key));
      if (!kind) ownerless.push(key);
      if (!kind) continue;
      const seen = (owners[kind.owner] ??= { keys: 0, lasting: 0 });
      seen.keys += 1;
      if (ttl === -1) seen.lasting += 1;
      if (ttl === -1 && kind.hasTtl) endless.push(`${key} (${kind.owner}: ${kind.comment})`);
    }
  }
  return { owners, ownerless, endless };
}
