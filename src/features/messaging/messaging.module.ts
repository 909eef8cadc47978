import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { MessagingHttpController } from './messaging.http.controller.js';
import { messagingOptions } from './messaging.options.js';
import { MessagingRpcController } from './messaging.rpc.controller.js';
import { MessagingService } from './messaging.service.js';

/** Topics: messages that stay, for readers that come back. */
@Module({ providers: [MessagingService], exports: [MessagingService] })
export class MessagingModule extends defineFeature(messagingOptions, {
  http: MessagingHttpController,
  rpc: MessagingRpcController,
}) {}
