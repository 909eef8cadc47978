import type { Redis } from 'ioredis';
import type { KeyKind } from './key-catalogue.js';

const NEVER = -1;
const GONE = -2;

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
  for (const { key, ttl } of await storedKeys(redis)) {
    const kind = ownerOf(key, catalogue);
    if (!kind) ownerless.push(key);
    if (!kind) continue;
    const seen = (owners[kind.owner] ??= { keys: 0, lasting: 0 });
    seen.keys += 1;
    if (ttl === NEVER) seen.lasting += 1;
    if (ttl === NEVER && kind.hasTtl) endless.push(`${key} (${kind.owner}: ${kind.comment})`);
  }
  return { owners, ownerless, endless };
}

/** The kind of a stored key; channels are none. */
export function ownerOf(key: string, catalogue: readonly KeyKind[]): KeyKind | undefined {
  return catalogue.find(({ pattern, isChannel }) => !isChannel && pattern.test(key));
}

async function storedKeys(redis: Redis): Promise<{ key: string; ttl: number }[]> {
  const found: { key: string; ttl: number }[] = [];
  for await (const batch of redis.scanStream({ count: 1000 }) as AsyncIterable<string[]>) {
    const ttls = await Promise.all(batch.map(async (key) => redis.pttl(key)));
    found.push(...batch.map((key, i) => ({ key, ttl: ttls[i] ?? GONE })));
  }
  return found.filter(({ ttl }) => ttl !== GONE); // ended while we looked
}
