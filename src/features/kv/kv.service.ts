import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../kernel/errors.js';
import { RedisConnection } from '../../redis/index.js';
import { KvNotANumberError, KvOutOfRangeError, KvValueTooLargeError } from './kv.errors.js';
import { kvKeys } from './kv.keys.js';
import { kvOptions, type KvOptions } from './kv.options.js';
import { KvPipeline } from './kv.pipeline.js';
import type { PipelineInput, PipelineResult } from './kv.pipeline.schemas.js';
import type { IncrementInput, KvEntry, SetInput } from './kv.schemas.js';
import { increment, readEntry, replaceVersion } from './scripts/index.js';

/** What became of a conditional write: stored, or why not. */
export type SetOutcome =
  | { readonly stored: true; readonly version: string }
  | { readonly stored: false; readonly reason: 'exists' | 'version_mismatch' };

/** JSON values under keys of the app's own namespace: typed, with time to live and conditional writes. */
@Injectable()
export class KvService {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    @kvOptions.inject() private readonly options: KvOptions,
    private readonly commands: KvPipeline,
  ) {
    this.keys = kvKeys(redis.keys('kv'));
  }

  /** The value under `key`; undefined where there is none. One plain GET. */
  async get<T = unknown>(key: string): Promise<T | undefined> {
    const json = await this.redis.client.get(this.keys.value(key));
    return json === null ? undefined : (JSON.parse(json) as T);
  }

  /** The value with what is left of its time to live (`null` for none) and its version; undefined where there is none. */
  async entry(key: string): Promise<KvEntry | undefined> {
    const found = await readEntry.run(this.redis.client, { value: this.keys.value(key) }, {});
    return (
      found && { key, value: JSON.parse(found.json), ttlMs: found.ttlMs, version: versionOf(found.json) }
    );
  }

  /**
   * Stores a JSON value. `ttlMs` replaces the old value's time to live: without it the new value is kept for ever.
   * With `ifAbsent` or `ifVersion` it may decline, which is an outcome and not an error.
   *
   * @throws KvValueTooLargeError past `maxValueBytes` of JSON
   */
  async set(
    key: string,
    value: unknown,
    { ttlMs = 0, ifAbsent, ifVersion }: Omit<SetInput, 'value'> = {},
  ): Promise<SetOutcome> {
    const json = this.encode(value);
    const name = this.keys.value(key);
    const stored: SetOutcome = { stored: true, version: versionOf(json) };
    if (ifVersion !== undefined) {
      const args = { version: ifVersion, json, ttlMs };
      const replaced = await replaceVersion.run(this.redis.client, { value: name }, args);
      return replaced ? stored : { stored: false, reason: 'version_mismatch' };
    }
    const options = [...(ttlMs ? ['PX', ttlMs] : []), ...(ifAbsent ? ['NX'] : [])] as [];
    const reply: string | null = await this.redis.client.set(name, json, ...options);
    return reply === 'OK' ? stored : { stored: false, reason: 'exists' };
  }

  /** Removes the value; false where there was none. */
  async delete(key: string): Promise<boolean> {
    return (await this.redis.client.del(this.keys.value(key))) === 1;
  }

  /** Whether there is a value. */
  async exists(key: string): Promise<boolean> {
    return (await this.redis.client.exists(this.keys.value(key))) === 1;
  }

  /**
   * Adds to a whole number, which begins at 0, and answers the sum. `ttlMs` is for a counter that this call
   * creates: hits do not prolong its life, and a crash leaves no counter behind for ever.
   *
   * @throws KvNotANumberError or KvOutOfRangeError, with nothing changed
   */
  async increment(key: string, { by = 1, ttlMs = 0 }: IncrementInput = {}): Promise<number> {
    const value = await increment.run(
      this.redis.client,
      { counter: this.keys.value(key) },
      { field: '', by, ttlMs },
    );
    if (value === 'not_a_number') throw new KvNotANumberError();
    if (value === 'out_of_range') throw new KvOutOfRangeError();
    return value;
  }

  /** Gives the value a new time to live, or with `null` keeps it for ever; false where there is no value. */
  async expire(key: string, ttlMs: number | null): Promise<boolean> {
    const name = this.keys.value(key);
    if (ttlMs !== null) return (await this.redis.client.pexpire(name, ttlMs)) === 1;
    // PERSIST answers 0 also for a value that has no TTL, so existence is asked in the same breath.
    const [, existed] = await Promise.all([this.redis.client.persist(name), this.redis.client.exists(name)]);
    return existed === 1;
  }

  /** Many commands in one round trip; see `KvPipeline.run`. */
  async pipeline(
    commands: PipelineInput['commands'],
    options: { atomic?: boolean } = {},
  ): Promise<PipelineResult[]> {
    return this.commands.run({ ...options, commands });
  }

  private encode(value: unknown): string {
    const json: string | undefined = JSON.stringify(value);
    if (json === undefined)
      throw new InvalidInputError('A value must be JSON: undefined and functions are not');
    if (Buffer.byteLength(json) > this.options.maxValueBytes)
      throw new KvValueTooLargeError(this.options.maxValueBytes);
    return json;
  }
}

/** A value is as new as it is different: its digest serves as version, costs no memory, and is an ETag (docs/decisions/0003). */
function versionOf(json: string): string {
  return hash('sha1', json);
}
