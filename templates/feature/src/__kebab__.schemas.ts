import { z } from 'zod';
import { jsonValue, nameOf } from '../../kernel/schema.js';

export const owner = nameOf('an owner', 128).meta({ example: 'ada' });
export const name = nameOf('a name', 128).meta({ example: 'colour' });

export const putInput = z
  .strictObject({ value: jsonValue })
  .meta({ id: '__Pascal__Put', example: { value: 'green' } });
export type PutInput = z.output<typeof putInput>;

export const entryOutput = z
  .strictObject({ name: z.string(), value: jsonValue })
  .meta({ id: '__Pascal__Entry', example: { name: 'colour', value: 'green' } });

// Over the Redis transport the path's parameters travel in the message.
export const entryMessage = z.strictObject({ owner, name });
export type EntryMessage = z.output<typeof entryMessage>;
export const putMessage = entryMessage.extend(putInput.shape);
export type PutMessage = z.output<typeof putMessage>;
