import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { ItemTooLargeError } from './collections.errors.js';
import { collectionsKeys } from './collections.keys.js';
import { collectionsOptions, type CollectionsOptions } from './collections.options.js';
import { listQuery, MAX_FIELDS, type Item, type ItemPage, type ListQuery } from './collections.schemas.js';
import { countItems, deleteItems, insertItems, listIds, patchItem, readItem } from './scripts/index.js';

/** A JSON object, as users keep them in collections. */
export type ItemFields = Readonly<Record<string, unknown>>;

/** How many items are removed in one step when a collection is dropped: a millisecond or two of Redis' time. */
const DROP_STEP = 500;

/** Named collections of JSON objects: batch insert, read, page in order of insertion, patch, delete, time to live. */
@Injectable()
export class CollectionsService {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    @collectionsOptions.inject() private readonly options: CollectionsOptions,
  ) {
    this.keys = collectionsKeys(redis.keys('collections'));
  }

  /**
   * Inserts items, all or none, in one round trip; answers their ids in the same order. `ttlMs` is for these items.
   *
   * @throws ItemTooLargeError naming the item, with nothing stored
   */
  async insert(
    name: string,
    items: readonly ItemFields[],
    { ttlMs = 0 }: { ttlMs?: number } = {},
  ): Promise<string[]> {
    if (items.length === 0) return [];
    const ids = items.map(() => randomBytes(15).toString('base64url'));
    const rows = items.flatMap((item, i) => {
      const values = this.encode(item, i);
      return [ids[i] ?? '', values.length, ...values];
    });
    const { index, expiry, item } = this.keys;
    await insertItems.run(
      this.redis.client,
      { index: index(name), expiry: expiry(name) },
      { ttlMs },
      { keys: ids.map((id) => item(name, id)), args: rows },
    );
    return ids;
  }

  /** One item, undefined where there is none. */
  async read(name: string, id: string): Promise<Item | undefined> {
    const found = await readItem.run(this.redis.client, { item: this.keys.item(name, id) }, {});
    return found && { id, ...found };
  }

  /**
   * A page of items in order of insertion, or against it. An item inserted or removed while paging shifts no other:
   * the cursor names a place, not a number of items. Two round trips: ids, then items.
   */
  async list(name: string, query: ListQuery = {}): Promise<ItemPage> {
    const { limit, cursor, order } = listQuery.parse(query);
    const rows = await this.idsAfter(name, {
      after: cursor ? Number.parseInt(cursor, 36) : undefined,
      limit: limit + 1,
      order,
    });
    const page = rows.slice(0, limit);
    const items = await Promise.all(page.map(async ({ id }) => this.read(name, id)));
    const last = page.at(-1);
    return {
      // What was removed between the two trips is left out.
      items: items.filter((item) => item !== undefined),
      nextCursor: rows.length > limit && last ? last.place.toString(36) : null,
    };
  }

  /**
   * Sets the given fields and removes those given as null, in one step, so that two patches of different fields
   * both last. Answers the item as it is then; undefined where there is none.
   *
   * @throws ItemTooLargeError if the item would outgrow its limits, with nothing changed
   */
  async patch(name: string, id: string, fields: ItemFields): Promise<Item | undefined> {
    const removed = Object.keys(fields).filter((field) => fields[field] === null);
    const set = this.encode(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)));
    const maxBytes = this.options.maxItemBytes;
    const found = await patchItem.run(
      this.redis.client,
      { item: this.keys.item(name, id) },
      { maxBytes, maxFields: MAX_FIELDS, removed: removed.length },
      { args: [...removed, ...set] },
    );
    if (found === 'too_large') throw new ItemTooLargeError(maxBytes);
    return found && { id, ...found };
  }

  /** Removes an item; false where there was none. */
  async delete(name: string, id: string): Promise<boolean> {
    return (await this.deleteMany(name, [id])) === 1;
  }

  /** How many items there are, not counting expired ones. O(log n). */
  async count(name: string): Promise<number> {
    return countItems.run(
      this.redis.client,
      { index: this.keys.index(name), expiry: this.keys.expiry(name) },
      {},
    );
  }

  /** Removes all items that are there when it begins, in steps that hold nobody up; answers how many. */
  async drop(name: string): Promise<number> {
    const [newest] = await this.idsAfter(name, { limit: 1, order: 'newest' });
    let deleted = 0;
    for (;;) {
      const rows = await this.idsAfter(name, { limit: DROP_STEP, order: 'oldest' });
      const ids = rows.filter(({ place }) => place <= (newest?.place ?? 0)).map(({ id }) => id);
      if (ids.length === 0) return deleted;
      deleted += await this.deleteMany(name, ids);
    }
  }

  private async idsAfter(
    name: string,
    page: { after?: number | undefined; limit: number; order: 'oldest' | 'newest' },
  ) {
    const { after, limit, order } = page;
    return listIds.run(
      this.redis.client,
      { index: this.keys.index(name), expiry: this.keys.expiry(name) },
      { after: after ?? '', limit, newest: order === 'newest' ? 1 : 0 },
    );
  }

  private async deleteMany(name: string, ids: readonly string[]): Promise<number> {
    const { index, expiry, item } = this.keys;
    const keys = ids.map((id) => item(name, id));
    return deleteItems.run(
      this.redis.client,
      { index: index(name), expiry: expiry(name) },
      {},
      { keys, args: ids },
    );
  }

  private encode(item: ItemFields, index?: number): string[] {
    const values = Object.entries(item).flatMap(([field, value]) => [field, JSON.stringify(value) ?? 'null']);
    const bytes = values.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (bytes > this.options.maxItemBytes) throw new ItemTooLargeError(this.options.maxItemBytes, index);
    return values;
  }
}
