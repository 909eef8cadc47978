import type { RedisClient, RedisConnection } from '../../redis/index.js';
import type { ShardKeys } from './queue.keys.js';
import type { End, Notice } from './queue.letter.js';
import { addFlow, noteChildren, readFlow } from './scripts/index.js';

/** Until the children of a job are looked after. */
const CHECK_MS = 30_000;

/** The shard in which the jobs are. */
interface Home {
  readonly redis: RedisConnection;
  readonly keys: ShardKeys;
  readonly groupKeys: readonly string[];
  write<T>(write: (client: RedisClient) => Promise<T>): Promise<T>;
}

/** The jobs of one shard that wait for others, and what they are told of those. */
export class Kin {
  constructor(
    private readonly home: Home,
    private readonly policy: string,
  ) {}

  /** Adds a job that waits for others, with all that is to be told for that; answers those that wait and were there already. */
  async add(rows: readonly string[]): Promise<readonly string[]> {
    const { keys, groupKeys } = this.home;
    const more = { keys: groupKeys, args: rows };
    return this.home.write(async (client) => addFlow.run(client, keys, { checkMs: CHECK_MS }, more));
  }

  /** Notes how children have ended; whether there is something to do now. */
  async note(notices: readonly Notice[]): Promise<boolean> {
    const { redis, keys, groupKeys } = this.home;
    const args = notices.flatMap(({ parent, at, ending, json }) => [parent, at, ending, json]);
    return noteChildren.run(redis.client, keys, { policy: this.policy }, { keys: groupKeys, args });
  }

  /** Up to `limit` children of a job, and how many there are; undefined for a job that has none. */
  async read(id: string, from: number, limit: number) {
    return readFlow.run(this.home.redis.client, this.home.keys, { id, from, limit });
  }

  /** Says that jobs with a parent are here: whoever removes them has to tell. */
  async link(): Promise<void> {
    await this.home.redis.client.hset(this.home.keys.meta, 'linked', 1);
  }

  /** Takes off what has been told. */
  async clear(letters: readonly string[], end: End): Promise<void> {
    const { redis, keys } = this.home;
    const count = end === 'head' ? 1 : -1;
    await Promise.all(letters.map(async (letter) => redis.client.lrem(keys.outbox, count, letter)));
  }
}
