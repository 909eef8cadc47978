import { z } from 'zod';
import { jsonValue, nameOf, pageLimit, ttlMs } from '../../kernel/schema.js';

/** Most items in one batch. */
export const MAX_BATCH = 1000;

export const collectionName = nameOf('a collection', 128)
  .describe('1 to 128 bytes of UTF-8, no control characters')
  .meta({ example: 'orders' });

export const itemId = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be an id as it was answered')
  .describe('The id that the insert answered');

// Redis has no empty hash field for users: it holds the item's place in the collection.
const fieldName = nameOf('a field', 256);

// Lua passes an item's fields as arguments, and takes no more than some thousands.
export const MAX_FIELDS = 1000;

const item = z
  .record(fieldName, jsonValue)
  .refine((fields): boolean => Object.keys(fields).length <= MAX_FIELDS, `has more than ${MAX_FIELDS} fields`)
  .describe('A JSON object; each field is stored by itself, so that patches do not lose updates');

export const insertInput = z
  .strictObject({ items: z.array(item).min(1).max(MAX_BATCH), ttlMs: ttlMs.optional() })
  .meta({
    id: 'ItemsInsert',
    example: {
      items: [
        { sku: 'book', count: 2 },
        { sku: 'lamp', count: 1 },
      ],
      ttlMs: 3_600_000,
    },
  });
export type InsertInput = z.output<typeof insertInput>;

export const insertOutput = z
  .strictObject({ ids: z.array(z.string()) })
  .meta({ id: 'ItemsInserted', example: { ids: ['m3RkXn0c1q1ZyGdE8wqT', '9vWqHjq0o7n4S2sYb0aB'] } });

export const patchInput = z
  .record(fieldName, jsonValue)
  .refine((fields): boolean => Object.keys(fields).length > 0, 'names no field')
  .refine(
    (fields): boolean => Object.keys(fields).length <= MAX_FIELDS,
    `names more than ${MAX_FIELDS} fields`,
  )
  .describe('Fields to set; null removes a field. As JSON Merge Patch (RFC 7396), at the top level')
  .meta({ id: 'ItemPatch', example: { count: 3, note: null } });
export type PatchInput = z.output<typeof patchInput>;

export const itemOutput = z
  .strictObject({
    id: z.string(),
    item: z.record(z.string(), jsonValue),
    ttlMs: z.int().nullable().describe('What is left of its time to live; null if it has none'),
  })
  .meta({
    id: 'Item',
    example: { id: 'm3RkXn0c1q1ZyGdE8wqT', item: { sku: 'book', count: 2 }, ttlMs: 3_599_120 },
  });
/** An item as it is read: its id, its fields and what is left of its time to live in milliseconds. */
export type Item = z.output<typeof itemOutput>;

export const listQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^[0-9a-z]{1,11}$/, 'must be a cursor as it was answered')
    .optional()
    .describe('`nextCursor` of the page before'),
  order: z.enum(['oldest', 'newest']).default('oldest').describe('Which end to begin with'),
});
export type ListQuery = z.input<typeof listQuery>;

export const listOutput = z
  .strictObject({ items: z.array(itemOutput), nextCursor: z.string().nullable() })
  .meta({
    id: 'ItemPage',
    example: {
      items: [{ id: 'm3RkXn0c1q1ZyGdE8wqT', item: { sku: 'book', count: 2 }, ttlMs: null }],
      nextCursor: null,
    },
  });
/** A page of items; `nextCursor` asks for the next one and is null on the last. */
export type ItemPage = z.output<typeof listOutput>;

export const countOutput = z
  .strictObject({ name: z.string(), count: z.int() })
  .meta({ id: 'Collection', example: { name: 'orders', count: 2 } });

export const dropOutput = z
  .strictObject({ deleted: z.int() })
  .meta({ id: 'CollectionDropped', example: { deleted: 2 } });

// Over the Redis transport the path's parameters travel in the message.
export const nameMessage = z.strictObject({ name: collectionName });
export type NameMessage = z.output<typeof nameMessage>;
export const insertMessage = insertInput.extend({ name: collectionName });
export type InsertMessage = z.output<typeof insertMessage>;
export const itemMessage = z.strictObject({ name: collectionName, id: itemId });
export type ItemMessage = z.output<typeof itemMessage>;
export const patchMessage = itemMessage.extend({ patch: patchInput });
export type PatchMessage = z.output<typeof patchMessage>;
export const listMessage = listQuery.extend({ name: collectionName });
export type ListMessage = z.output<typeof listMessage>;
