import type { KeySpace } from 'rookery/extend';

/** Every key of this feature; each ends after the option `ttlMs`. */
export const leaderboardKeys = (space: KeySpace) => ({
  /** zset: member by score */
  scores: (board: string) => space(board, 'scores'),
});
