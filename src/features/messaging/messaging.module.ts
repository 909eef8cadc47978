import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { MessagingGroupsHttpController } from './messaging.groups.http.controller.js';
import { MessagingGroupsRpcController } from './messaging.groups.rpc.controller.js';
import { MessagingHttpController } from './messaging.http.controller.js';
import { messagingOptions } from './messaging.options.js';
import { MessagingRpcController } from './messaging.rpc.controller.js';
import { MessagingService } from './messaging.service.js';

/** Topics: messages that stay, for readers that come back. */
@Module({ providers: [MessagingService], exports: [MessagingService] })
export class MessagingModule extends defineFeature(messagingOptions, {
  http: [MessagingHttpController, MessagingGroupsHttpController],
  rpc: [MessagingRpcController, MessagingGroupsRpcController],
}) {}
