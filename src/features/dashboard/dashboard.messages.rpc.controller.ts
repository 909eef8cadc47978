import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { DashboardMessages } from './dashboard.messages.js';
import { lettersMessage, type LettersMessage } from './dashboard.messages.schemas.js';

/** `dashboard.listDeadLetters` on the Redis transport. */
@RpcController()
export class DashboardMessagesRpcController {
  constructor(private readonly messages: DashboardMessages) {}

  @MessagePattern('dashboard.listDeadLetters')
  async listDeadLetters(@Payload({ schema: lettersMessage }) { topic, group, ...query }: LettersMessage) {
    return this.messages.dead(topic, group, query);
  }
}
