import { nameOf, pageLimit } from 'rookery/extend';
import { z } from 'zod';

export const board = nameOf('a board', 128).meta({ example: 'chess' });
export const member = nameOf('a member', 128).meta({ example: 'ada' });

export const addInput = z.strictObject({ by: z.int() }).meta({ id: 'ScoreAdd', example: { by: 10 } });
export type AddInput = z.output<typeof addInput>;

export const rowOutput = z
  .strictObject({ rank: z.int().describe('1 at the top'), member: z.string(), score: z.number() })
  .meta({ id: 'LeaderboardRow', example: { rank: 1, member: 'ada', score: 120 } });
export type Row = z.output<typeof rowOutput>;

export const rowsOutput = z
  .strictObject({ items: z.array(rowOutput) })
  .meta({ id: 'LeaderboardRows', example: { items: [{ rank: 1, member: 'ada', score: 120 }] } });

export const rowsQuery = z.strictObject({ limit: pageLimit });
export type RowsQuery = z.output<typeof rowsQuery>;

// Over the Redis transport the path's parameters travel in the message.
export const memberMessage = z.strictObject({ board, member });
export type MemberMessage = z.output<typeof memberMessage>;
export const addMessage = memberMessage.extend(addInput.shape);
export type AddMessage = z.output<typeof addMessage>;
export const topMessage = rowsQuery.extend({ board });
export type TopMessage = z.output<typeof topMessage>;
export const aroundMessage = rowsQuery.extend(memberMessage.shape);
export type AroundMessage = z.output<typeof aroundMessage>;
