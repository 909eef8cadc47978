import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { ApiKeysHttpController } from './api-keys.http.controller.js';
import { apiKeysOptions } from './api-keys.options.js';
import { ApiKeysRpcController } from './api-keys.rpc.controller.js';
import { ApiKeysService } from './api-keys.service.js';

/** API keys. */
@Module({ providers: [ApiKeysService], exports: [ApiKeysService] })
export class ApiKeysModule extends defineFeature(apiKeysOptions, {
  http: ApiKeysHttpController,
  rpc: ApiKeysRpcController,
}) {}
