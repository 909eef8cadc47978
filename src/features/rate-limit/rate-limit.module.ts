import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { defineFeature } from '../../transport/index.js';
import { RateLimitAdmissions } from './rate-limit.admissions.js';
import { Charger } from './rate-limit.charger.js';
import { DeniedTotals } from './rate-limit.denied-totals.js';
import { RateLimitedFilter } from './rate-limit.filter.js';
import { RateLimitHttpController, RateLimitLeasesHttpController } from './rate-limit.http.controller.js';
import { RateLimitLeases } from './rate-limit.leases.js';
import { rateLimitOptions } from './rate-limit.options.js';
import { RateLimitPolicies } from './rate-limit.policies.js';
import { Reach } from './rate-limit.reach.js';
import { RateLimitLeasesRpcController, RateLimitRpcController } from './rate-limit.rpc.controller.js';
import { RateLimitService } from './rate-limit.service.js';
import { RateLimitSubjects } from './rate-limit.subjects.js';
import { RedisThrottlerStorage } from './rate-limit.throttler.js';

const face = [
  RateLimitPolicies,
  RateLimitService,
  DeniedTotals,
  RateLimitLeases,
  RateLimitSubjects,
  RateLimitAdmissions,
  RedisThrottlerStorage,
];

/** Rate limits. */
@Module({
  providers: [...face, Charger, Reach, { provide: APP_FILTER, useClass: RateLimitedFilter }],
  exports: [...face, rateLimitOptions.token], // what guards are made of, in whichever module they stand
})
export class RateLimitModule extends defineFeature(rateLimitOptions, {
  http: [RateLimitHttpController, RateLimitLeasesHttpController],
  rpc: [RateLimitRpcController, RateLimitLeasesRpcController],
}) {}
