import { defineOptions } from 'rookery/extend';
import { z } from 'zod';

const schema = z.strictObject({
  ttlMs: z.int().min(1).default(2_592_000_000).describe('How long a board is kept after its last score'),
});

/** Options of the leaderboard. */
export const leaderboardOptions = defineOptions('Leaderboard', schema);
export type LeaderboardOptions = z.output<typeof schema>;
