import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Answers, HttpController } from 'rookery/extend';
import { placed, ranked } from './leaderboard.answers.js';
import { NotRankedError } from './leaderboard.errors.js';
import * as shapes from './leaderboard.schemas.js';
import { LeaderboardService } from './leaderboard.service.js';

/** `/leaderboard/:board`. */
@HttpController('leaderboard')
export class LeaderboardHttpController {
  constructor(private readonly boards: LeaderboardService) {}

  @Get(':board')
  @Answers({ summary: 'Read the best of a board', status: 200, schema: shapes.rowsOutput })
  async top(
    @Param('board', { schema: shapes.board }) board: string,
    @Query({ schema: shapes.rowsQuery }) { limit }: shapes.RowsQuery,
  ) {
    return { items: await this.boards.top(board, limit) };
  }

  @Post(':board/:member/add')
  @Answers({ summary: 'Add to a score', status: 200, schema: shapes.rowOutput, redis: 'writes' })
  async add(
    @Param('board', { schema: shapes.board }) board: string,
    @Param('member', { schema: shapes.member }) member: string,
    @Body({ schema: shapes.addInput }) { by }: shapes.AddInput,
  ) {
    return this.boards.add(board, member, by);
  }

  @Get(':board/:member')
  @Answers({ summary: 'Read a rank', status: 200, schema: shapes.rowOutput, errors: [NotRankedError] })
  async rank(
    @Param('board', { schema: shapes.board }) board: string,
    @Param('member', { schema: shapes.member }) member: string,
  ) {
    return placed(await this.boards.rank(board, member));
  }

  @Get(':board/:member/around')
  @Answers({
    summary: 'Read the neighbours',
    status: 200,
    schema: shapes.rowsOutput,
    errors: [NotRankedError],
  })
  async around(
    @Param('board', { schema: shapes.board }) board: string,
    @Param('member', { schema: shapes.member }) member: string,
    @Query({ schema: shapes.rowsQuery }) { limit }: shapes.RowsQuery,
  ) {
    return ranked(await this.boards.around(board, member, limit));
  }
}
