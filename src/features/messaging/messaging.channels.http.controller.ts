import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Answers, HttpController, Streams, type EventStream } from '../../transport/index.js';
import { heardOn, joining } from './messaging.answers.js';
import { Audience } from './messaging.audience.js';
import { Channels } from './messaging.channels.js';
import {
  channelMessage,
  channelName,
  channelsOutput,
  channelsQuery,
  listenQuery,
  presenceOutput,
  presenceQuery,
  sayInput,
  sayOutput,
  type ChannelsQuery,
  type ListenQuery,
  type PresenceQuery,
  type SayInput,
} from './messaging.channels.schemas.js';
import { MessageTooLargeError } from './messaging.errors.js';
import { ChannelPresence } from './messaging.presence.js';

const channelParam = { schema: channelName };

/** `/channels`: messages to whoever listens now. */
@HttpController('channels', 'messaging')
export class MessagingChannelsHttpController {
  constructor(
    private readonly channels: Channels,
    private readonly members: ChannelPresence,
    private readonly audience: Audience,
  ) {}

  @Get()
  @Answers({ summary: 'List the channels that somebody listens to', status: 200, schema: channelsOutput })
  async listChannels(@Query({ schema: channelsQuery }) query: ChannelsQuery) {
    return this.audience.list(query);
  }

  @Post(':channel/messages')
  @Answers({
    summary: 'Say something to all who listen now',
    status: 200,
    schema: sayOutput,
    errors: [MessageTooLargeError],
  })
  async say(@Param('channel', channelParam) channel: string, @Body({ schema: sayInput }) { data }: SayInput) {
    return { receivers: await this.channels.say(channel, data) };
  }

  @Get(':channel/stream')
  @Streams({ summary: 'Listen to a channel, or to all that fit a pattern', schema: channelMessage })
  listen(
    @Param('channel', channelParam) channel: string,
    @Query({ schema: listenQuery }) { pattern, member }: ListenQuery,
  ): EventStream {
    const isPattern = pattern === 'true';
    const join = joining(this.members, { channel, pattern: isPattern, member });
    return heardOn(this.channels, channel, { isPattern, join });
  }

  @Get(':channel/presence')
  @Answers({ summary: 'Say who is present in a channel', status: 200, schema: presenceOutput })
  async presence(
    @Param('channel', channelParam) channel: string,
    @Query({ schema: presenceQuery }) query: PresenceQuery,
  ) {
    return this.members.list(channel, query);
  }
}
