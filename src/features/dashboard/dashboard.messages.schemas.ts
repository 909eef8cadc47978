import { z } from 'zod';
import { nameOf, pageLimit } from '../../kernel/schema.js';
import { count } from './dashboard.schemas.js';

export const topicName = nameOf('a topic', 128).meta({ example: 'orders' });
export const groupName = nameOf('a group', 128).meta({ example: 'billing' });
export const messageId = z.string().regex(/^\d{1,15}-\d{1,15}$/, 'must be the id of a message');

export const topicQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,15}(-\d{1,15})?$/, 'must be the id of a message, an instant, or 0')
    .describe('Where to begin: behind a message, or at an instant'),
});
export type TopicQuery = z.output<typeof topicQuery>;

const shownMessage = z.strictObject({
  id: z.string(),
  sequence: z.int(),
  publishedAt: z.int(),
  key: z.string().nullable(),
  data: z.unknown().describe('Its shape, without its values'),
});
export const messageOutput = shownMessage.meta({ id: 'DashboardMessage' });
/** A message with its payload masked. */
export type ShownMessage = z.output<typeof messageOutput>;

const shownLetter = shownMessage.extend({
  deliveries: count,
  reason: z.string().describe('Why it was given up, in the words of its consumer'),
  deadAt: z.int(),
});
/** A dead letter with its payload masked. */
export type ShownLetter = z.output<typeof shownLetter>;

export const lettersQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'must be a cursor as it was answered')
    .optional()
    .describe('`nextCursor` of the page before'),
});
export type LettersQuery = z.output<typeof lettersQuery>;

export const lettersOutput = z
  .strictObject({ items: z.array(shownLetter), nextCursor: z.string().nullable() })
  .meta({
    id: 'DashboardLetters',
    example: {
      items: [
        {
          id: '1764045000123-17',
          sequence: 17,
          publishedAt: 1_764_045_000_123,
          key: 'customer-7',
          data: { orderId: '•••' },
          deliveries: 5,
          reason: 'No stock',
          deadAt: 1_764_045_100_123,
        },
      ],
      nextCursor: null,
    },
  });
/** A page of dead letters with their payloads masked. */
export type LetterPage = z.output<typeof lettersOutput>;

// Over the Redis transport the path's parameters travel in the message.
export const lettersMessage = lettersQuery.extend({ topic: topicName, group: groupName });
export type LettersMessage = z.output<typeof lettersMessage>;
