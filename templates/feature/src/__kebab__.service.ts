import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { __camel__Keys } from './__kebab__.keys.js';
import { __camel__Options, type __Pascal__Options } from './__kebab__.options.js';
import { putEntry } from './scripts/index.js';

/** JSON entries of an owner, at most so many, each gone after its time. */
@Injectable()
export class __Pascal__Service {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    @__camel__Options.inject() private readonly options: __Pascal__Options,
  ) {
    this.keys = __camel__Keys(redis.keys('__kebab__'));
  }

  /** Stores an entry, or stores it anew; false, with nothing changed, where the owner has as many as may be. */
  async put(owner: string, name: string, value: unknown): Promise<boolean> {
    const { maxEntries, ttlMs } = this.options;
    const json = JSON.stringify(value);
    return putEntry.run(
      this.redis.client,
      { entries: this.keys.entries(owner) },
      { name, json, maxEntries, ttlMs },
    );
  }

  /** The entry's value; undefined where there is none. */
  async get(owner: string, name: string): Promise<unknown> {
    const json = await this.redis.client.hget(this.keys.entries(owner), name);
    return json === null ? undefined : (JSON.parse(json) as unknown);
  }

  /** Removes an entry; false where there was none. */
  async delete(owner: string, name: string): Promise<boolean> {
    return (await this.redis.client.hdel(this.keys.entries(owner), name)) === 1;
  }
}
