import { Module } from '@nestjs/common';
import { defineFeature } from 'rookery/extend';
import { LeaderboardHttpController } from './leaderboard.http.controller.js';
import { leaderboardOptions } from './leaderboard.options.js';
import { LeaderboardRpcController } from './leaderboard.rpc.controller.js';
import { LeaderboardService } from './leaderboard.service.js';

/** Boards of scores. */
@Module({ providers: [LeaderboardService], exports: [LeaderboardService] })
export class LeaderboardModule extends defineFeature(leaderboardOptions, {
  http: LeaderboardHttpController,
  rpc: LeaderboardRpcController,
}) {}
