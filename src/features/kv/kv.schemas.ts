import { z } from 'zod';
import { jsonValue, nameOf, ttlMs } from '../../kernel/schema.js';

/** A user's key. */
export const kvKey = nameOf('a key', 512)
  .describe('1 to 512 bytes of UTF-8, no control characters')
  .meta({ example: 'greeting' });

const version = z
  .string()
  .regex(/^[0-9a-f]{40}$/, 'must be a version as it was answered')
  .describe('Changes when the value changes: the SHA-1 of its JSON');

const setFields = z.strictObject({
  value: jsonValue,
  ttlMs: ttlMs.optional(),
  ifAbsent: z.boolean().optional().describe('Store only if the key has no value'),
  ifVersion: version.optional().describe('Store only if the value is still of this version'),
});

const oneCondition = ({ ifAbsent, ifVersion }: z.output<typeof setFields>) => !(ifAbsent && ifVersion);
const twoConditions = {
  path: ['ifVersion'],
  message: 'excludes ifAbsent: a key without a value has no version',
};

export const setInput = setFields
  .refine(oneCondition, twoConditions)
  .meta({ id: 'KvSet', example: { value: { hello: 'world' }, ttlMs: 60_000 } });
export type SetInput = z.output<typeof setInput>;

export const setOutput = z.strictObject({ key: z.string(), version }).meta({
  id: 'KvStored',
  example: { key: 'greeting', version: '0b71286e1d9a4d2f1f1f1ee4b9ee10b2a4ea2f32' },
});

export const entryOutput = z
  .strictObject({
    key: z.string(),
    value: jsonValue,
    ttlMs: z.int().nullable().describe('What is left of its time to live; null if it has none'),
    version,
  })
  .meta({
    id: 'KvEntry',
    example: {
      key: 'greeting',
      value: { hello: 'world' },
      ttlMs: 59_871,
      version: '0b71286e1d9a4d2f1f1f1ee4b9ee10b2a4ea2f32',
    },
  });
/** A value with what is left of its time to live in milliseconds and its version. */
export type KvEntry = z.output<typeof entryOutput>;

const incrementFields = z.strictObject({
  by: z.int().default(1).describe('What to add; negative to subtract'),
  ttlMs: ttlMs
    .optional()
    .describe('Time to live of a counter that this call creates; an existing one keeps its own'),
});

export const incrementInput = incrementFields
  .prefault({})
  .meta({ id: 'KvIncrement', example: { by: 1, ttlMs: 60_000 } });
export type IncrementInput = z.input<typeof incrementFields>;

export const incrementOutput = z
  .strictObject({ value: z.int() })
  .meta({ id: 'KvCounter', example: { value: 1 } });

export const expireInput = z
  .strictObject({ ttlMs: ttlMs.nullable().describe('New time to live; null to keep the value for ever') })
  .meta({ id: 'KvExpire', example: { ttlMs: 60_000 } });

export type ExpireInput = z.output<typeof expireInput>;

export const expireOutput = z
  .strictObject({ key: z.string(), ttlMs: z.int().nullable() })
  .meta({ id: 'KvExpiry' });

// Over the Redis transport the key travels in the message.
export const keyMessage = z.strictObject({ key: kvKey });
export type KeyMessage = z.output<typeof keyMessage>;
export const setMessage = setFields.extend({ key: kvKey }).refine(oneCondition, twoConditions);
export type SetMessage = z.output<typeof setMessage>;
export const incrementMessage = incrementFields.extend({ key: kvKey });
export type IncrementMessage = z.output<typeof incrementMessage>;
export const expireMessage = expireInput.extend({ key: kvKey });
export type ExpireMessage = z.output<typeof expireMessage>;
