import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { __Pascal__HttpController } from './__kebab__.http.controller.js';
import { __camel__Options } from './__kebab__.options.js';
import { __Pascal__RpcController } from './__kebab__.rpc.controller.js';
import { __Pascal__Service } from './__kebab__.service.js';

/** JSON entries of an owner. */
@Module({ providers: [__Pascal__Service], exports: [__Pascal__Service] })
export class __Pascal__Module extends defineFeature(__camel__Options, {
  http: __Pascal__HttpController,
  rpc: __Pascal__RpcController,
}) {}
