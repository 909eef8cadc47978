import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { defineFeature, Sockets } from '../../transport/index.js';
import { Audience } from './messaging.audience.js';
import { MessagingCaller } from './messaging.caller.js';
import { MessagingCallsHttpController } from './messaging.calls.http.controller.js';
import { MessagingChannelsHttpController } from './messaging.channels.http.controller.js';
import { MessagingChannelsRpcController } from './messaging.channels.rpc.controller.js';
import { Channels } from './messaging.channels.js';
import { MessagingExplorer } from './messaging.explorer.js';
import { MessagingGroupsHttpController } from './messaging.groups.http.controller.js';
import { MessagingGroupsRpcController } from './messaging.groups.rpc.controller.js';
import { MessagingHttpController } from './messaging.http.controller.js';
import { messagingOptions } from './messaging.options.js';
import { ChannelPresence } from './messaging.presence.js';
import { MessagingRpcController } from './messaging.rpc.controller.js';
import { MessagingService } from './messaging.service.js';
import { SocketTalks } from './messaging.socket.js';
import { MessagingSocketHttpController } from './messaging.socket.http.controller.js';

/** Topics: messages that stay, for readers that come back. Channels: messages to whoever listens now. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    MessagingService,
    MessagingCaller,
    Audience,
    Channels,
    ChannelPresence,
    MessagingExplorer,
    SocketTalks,
    Sockets,
  ],
  exports: [MessagingService, Audience, Channels, ChannelPresence, Sockets],
})
export class MessagingModule extends defineFeature(messagingOptions, {
  http: [
    MessagingHttpController,
    MessagingGroupsHttpController,
    MessagingChannelsHttpController,
    MessagingCallsHttpController,
    MessagingSocketHttpController,
  ],
  rpc: [MessagingRpcController, MessagingGroupsRpcController, MessagingChannelsRpcController],
}) {}
