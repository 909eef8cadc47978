import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from 'rookery/extend';
import { placed, ranked } from './leaderboard.answers.js';
import * as shapes from './leaderboard.schemas.js';
import { LeaderboardService } from './leaderboard.service.js';

/** `leaderboard.*` on the Redis transport. */
@RpcController()
export class LeaderboardRpcController {
  constructor(private readonly boards: LeaderboardService) {}

  @MessagePattern('leaderboard.top')
  async top(@Payload({ schema: shapes.topMessage }) { board, limit }: shapes.TopMessage) {
    return { items: await this.boards.top(board, limit) };
  }

  @MessagePattern('leaderboard.add')
  async add(@Payload({ schema: shapes.addMessage }) { board, member, by }: shapes.AddMessage) {
    return this.boards.add(board, member, by);
  }

  @MessagePattern('leaderboard.rank')
  async rank(@Payload({ schema: shapes.memberMessage }) { board, member }: shapes.MemberMessage) {
    return placed(await this.boards.rank(board, member));
  }

  @MessagePattern('leaderboard.around')
  async around(@Payload({ schema: shapes.aroundMessage }) message: shapes.AroundMessage) {
    return ranked(await this.boards.around(message.board, message.member, message.limit));
  }
}
