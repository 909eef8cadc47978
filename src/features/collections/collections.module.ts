import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { CollectionsHttpController } from './collections.http.controller.js';
import { collectionsOptions } from './collections.options.js';
import { CollectionsRpcController } from './collections.rpc.controller.js';
import { CollectionsService } from './collections.service.js';

/** Named collections of JSON objects. */
@Module({ providers: [CollectionsService], exports: [CollectionsService] })
export class CollectionsModule extends defineFeature(collectionsOptions, {
  http: CollectionsHttpController,
  rpc: CollectionsRpcController,
}) {}
