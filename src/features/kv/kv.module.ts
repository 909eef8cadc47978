import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { KvHttpController, PipelineHttpController } from './kv.http.controller.js';
import { kvOptions } from './kv.options.js';
import { KvPipeline } from './kv.pipeline.js';
import { KvRpcController } from './kv.rpc.controller.js';
import { KvService } from './kv.service.js';

/** JSON values under keys, and pipelines of commands. */
@Module({ providers: [KvService, KvPipeline], exports: [KvService] })
export class KvModule extends defineFeature(kvOptions, {
  http: [KvHttpController, PipelineHttpController],
  rpc: KvRpcController,
}) {}
