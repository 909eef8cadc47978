import { z } from 'zod';
import { pageLimit } from '../../kernel/schema.js';

export const OUTCOMES = ['done', 'failed', 'refused'] as const;

const entry = z.strictObject({
  sequence: z.int().describe('Its place in the chain; the next entry has the next number'),
  at: z.int(),
  actor: z
    .string()
    .describe(
      'The public id of the key; `open` where nobody is asked for one, `cli:` and a user of the machine for `npm run keys`',
    ),
  action: z.string().describe('The scope that it needed'),
  what: z.string().describe('The route or message'),
  target: z.array(z.string()).describe('The names that it was about'),
  outcome: z.enum(OUTCOMES),
  detail: z.string().optional().describe('The code of what went wrong, or the id of what was made'),
});
/** An entry of the audit. */
export type AuditEntry = z.output<typeof entry>;

const example: AuditEntry = {
  sequence: 42,
  at: 1_767_225_600_000,
  actor: '0VPDjVDg3kXw8a2Q',
  action: 'api-keys:write',
  what: 'DELETE api-keys/:id',
  target: ['0VPDk0aB3kXw8a2Q'],
  outcome: 'done',
};

export const listQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be a cursor as it was answered')
    .optional()
    .describe('`nextCursor` of the page before'),
});
export type ListQuery = z.input<typeof listQuery>;

export const listOutput = z
  .strictObject({ items: z.array(entry), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditPage', example: { items: [example], nextCursor: null } });
/** A page of entries, the newest first; `nextCursor` is null on the last. */
export type AuditPage = z.output<typeof listOutput>;

export const verifyOutput = z
  .strictObject({
    intact: z.boolean(),
    checked: z.int().describe('How many entries were looked at'),
    first: z.int().nullable(),
    last: z.int().nullable(),
    brokenAt: z.int().nullable().describe('The first entry that does not follow from the one before'),
  })
  .meta({ id: 'AuditVerified', example: { intact: true, checked: 42, first: 1, last: 42, brokenAt: null } });
/** Whether the chain of entries is whole. */
export type AuditVerified = z.output<typeof verifyOutput>;
