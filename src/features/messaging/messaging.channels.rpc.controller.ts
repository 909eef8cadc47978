import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { Audience } from './messaging.audience.js';
import { Channels } from './messaging.channels.js';
import {
  channelsQuery,
  presenceMessage,
  sayMessage,
  type ChannelsQuery,
  type PresenceMessage,
  type SayMessage,
} from './messaging.channels.schemas.js';
import { ChannelPresence } from './messaging.presence.js';

/** `messaging.say`, `messaging.presence` and `messaging.listChannels` on the Redis transport. */
@RpcController()
export class MessagingChannelsRpcController {
  constructor(
    private readonly channels: Channels,
    private readonly members: ChannelPresence,
    private readonly audience: Audience,
  ) {}

  @MessagePattern('messaging.listChannels')
  async listChannels(@Payload({ schema: channelsQuery }) query: ChannelsQuery) {
    return this.audience.list(query);
  }

  @MessagePattern('messaging.say')
  async say(@Payload({ schema: sayMessage }) { channel, data }: SayMessage) {
    return { receivers: await this.channels.say(channel, data) };
  }

  @MessagePattern('messaging.presence')
  async presence(@Payload({ schema: presenceMessage }) { channel, ...query }: PresenceMessage) {
    return this.members.list(channel, query);
  }
}
