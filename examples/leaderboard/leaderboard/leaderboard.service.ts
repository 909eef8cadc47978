import { Injectable } from '@nestjs/common';
import { RedisConnection } from 'rookery/extend';
import { leaderboardKeys } from './leaderboard.keys.js';
import { leaderboardOptions, type LeaderboardOptions } from './leaderboard.options.js';
import type { Row } from './leaderboard.schemas.js';
import { addScore, readAround, rowsOf } from './scripts/index.js';

/** Boards of scores: add, rank, top, around me. The highest score is on top; equal ones are in reverse order of their names. */
@Injectable()
export class LeaderboardService {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    @leaderboardOptions.inject() private readonly options: LeaderboardOptions,
  ) {
    this.keys = leaderboardKeys(redis.keys('leaderboard'));
  }

  /** Adds to a member's score, from 0 where there is none, and tells where that puts it; of one instant. */
  async add(board: string, member: string, by: number): Promise<Row> {
    const { ttlMs } = this.options;
    const placed = await addScore.run(this.redis.client, this.keysOf(board), { member, by, ttlMs });
    return { member, ...placed };
  }

  /** Where a member stands; undefined where it has no score. */
  async rank(board: string, member: string): Promise<Row | undefined> {
    return (await this.around(board, member, 0))[0];
  }

  /** The best, at most `limit`. */
  async top(board: string, limit: number): Promise<Row[]> {
    const flat = await this.redis.client.zrevrange(this.keys.scores(board), 0, limit - 1, 'WITHSCORES');
    return rowsOf(flat, 0);
  }

  /** A member with up to `reach` above and `reach` below; empty where it has no score. */
  async around(board: string, member: string, reach: number): Promise<Row[]> {
    return readAround.run(this.redis.client, this.keysOf(board), { member, reach });
  }

  private keysOf(board: string) {
    return { scores: this.keys.scores(board) };
  }
}
