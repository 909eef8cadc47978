import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { AuditHttpController } from './audit.http.controller.js';
import { auditOptions } from './audit.options.js';
import { AuditRpcController } from './audit.rpc.controller.js';
import { AuditService } from './audit.service.js';

/** The audit. */
@Module({ providers: [AuditService], exports: [AuditService, auditOptions.token] })
export class AuditModule extends defineFeature(auditOptions, {
  http: AuditHttpController,
  rpc: AuditRpcController,
}) {}
