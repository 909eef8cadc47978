import { Body, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Answers, HttpController, NamedBy, namesIn, RequireScope } from '../../transport/index.js';
import { foundPolicy } from './rate-limit.answers.js';
import {
  CostTooHighError,
  PolicyMismatchError,
  PolicyNotFoundError,
  TooManyPoliciesError,
} from './rate-limit.errors.js';
import { RateLimitLeases } from './rate-limit.leases.js';
import { RateLimitPolicies } from './rate-limit.policies.js';
import {
  acquireInput,
  blockInput,
  changeInput,
  decisionOutput,
  heldOutput,
  leaseInput,
  leaseOutput,
  namedPolicy,
  peekCost,
  policyInput,
  policyList,
  policyName,
  subjectName,
  takeAllInput,
  takeInput,
  verdictOutput,
  type AcquireInput,
  type BlockInput,
  type ChangeInput,
  type LeaseInput,
  type Policy,
  type TakeAllInput,
  type TakeInput,
} from './rate-limit.schemas.js';
import { RateLimitService } from './rate-limit.service.js';

const OF_TAKES = [PolicyNotFoundError, PolicyMismatchError, CostTooHighError];
const OF_CHANGES = [PolicyNotFoundError, PolicyMismatchError];

/** `/rate-limits`: policies, and what subjects take of them. A denial is an answer, not an error. */
@HttpController('rate-limits')
export class RateLimitHttpController {
  constructor(
    private readonly limiter: RateLimitService,
    private readonly policies: RateLimitPolicies,
  ) {}

  @Get()
  @Answers({ summary: 'List the policies', status: 200, schema: policyList, redis: 'nothing' })
  listPolicies() {
    return { items: this.policies.list(), nextCursor: null };
  }

  @Put(':policy')
  @Answers({
    summary: 'Define a policy, for all processes',
    status: 200,
    schema: namedPolicy,
    redis: 'writes',
    errors: [TooManyPoliciesError],
  })
  async setPolicy(
    @Param('policy', { schema: policyName }) policy: string,
    @Body({ schema: policyInput }) definition: Policy,
  ) {
    await this.policies.set(policy, definition);
    return foundPolicy(this.policies, policy);
  }

  @Get(':policy')
  @Answers({
    summary: 'Read a policy',
    status: 200,
    schema: namedPolicy,
    redis: 'nothing',
    errors: [PolicyNotFoundError],
  })
  getPolicy(@Param('policy', { schema: policyName }) policy: string) {
    return foundPolicy(this.policies, policy);
  }

  @Delete(':policy')
  @Answers({ summary: 'Remove what was set at run time', status: 204, errors: [PolicyNotFoundError] })
  async removePolicy(@Param('policy', { schema: policyName }) policy: string) {
    if (!(await this.policies.remove(policy))) throw new PolicyNotFoundError(policy);
  }

  @Post('take')
  @RequireScope('rate-limit:take')
  @NamedBy(namesIn('rules', 'policy'))
  @Answers({
    summary: 'Take from several limits, all or none',
    status: 200,
    schema: verdictOutput,
    redis: 'writes',
    errors: OF_TAKES,
  })
  async takeAll(@Body({ schema: takeAllInput }) { rules, cost }: TakeAllInput) {
    return this.limiter.takeAll(rules, { cost });
  }

  @Post(':policy/take')
  @RequireScope('rate-limit:take')
  @Answers({
    summary: 'Take from a limit, if there is enough',
    status: 200,
    schema: decisionOutput,
    redis: 'writes',
    errors: OF_TAKES,
  })
  async take(
    @Param('policy', { schema: policyName }) policy: string,
    @Body({ schema: takeInput }) { subject, cost }: TakeInput,
  ) {
    return this.limiter.take(policy, subject, { cost });
  }

  @Post(':policy/penalize')
  @Answers({
    summary: 'Use up units, even what is not there',
    status: 204,
    redis: 'writes',
    errors: OF_CHANGES,
  })
  async penalize(
    @Param('policy', { schema: policyName }) policy: string,
    @Body({ schema: changeInput }) { subject, cost }: ChangeInput,
  ) {
    await this.limiter.penalize(policy, subject, cost);
  }

  @Post(':policy/reward')
  @Answers({ summary: 'Give units back', status: 204, redis: 'writes', errors: OF_CHANGES })
  async reward(
    @Param('policy', { schema: policyName }) policy: string,
    @Body({ schema: changeInput }) { subject, cost }: ChangeInput,
  ) {
    await this.limiter.reward(policy, subject, cost);
  }

  @Post(':policy/block')
  @Answers({
    summary: 'Deny a subject everything for some time',
    status: 204,
    redis: 'writes',
    errors: OF_CHANGES,
  })
  async block(
    @Param('policy', { schema: policyName }) policy: string,
    @Body({ schema: blockInput }) { subject, blockMs }: BlockInput,
  ) {
    await this.limiter.block(policy, subject, blockMs);
  }

  @Get(':policy/:subject')
  @Answers({
    summary: 'See what a take would be answered',
    status: 200,
    schema: decisionOutput,
    errors: [PolicyNotFoundError, CostTooHighError],
  })
  async peek(
    @Param('policy', { schema: policyName }) policy: string,
    @Param('subject', { schema: subjectName }) subject: string,
    @Query('cost', { schema: peekCost }) cost: number,
  ) {
    return this.limiter.peek(policy, subject, { cost });
  }

  @Delete(':policy/:subject')
  @Answers({ summary: 'Forget what a subject has used', status: 204, errors: [PolicyNotFoundError] })
  async reset(
    @Param('policy', { schema: policyName }) policy: string,
    @Param('subject', { schema: subjectName }) subject: string,
  ) {
    await this.limiter.reset(policy, subject);
  }
}

/** `/rate-limits/:policy/acquire`, `/renew`, `/release`: how many things at a time. */
@HttpController('rate-limits')
export class RateLimitLeasesHttpController {
  constructor(private readonly leases: RateLimitLeases) {}

  @Post(':policy/acquire')
  @RequireScope('rate-limit:take')
  @Answers({
    summary: 'Hold a place, if one is free',
    status: 200,
    schema: leaseOutput,
    redis: 'writes',
    errors: OF_CHANGES,
  })
  async acquire(
    @Param('policy', { schema: policyName }) policy: string,
    @Body({ schema: acquireInput }) { subject }: AcquireInput,
  ) {
    return this.leases.acquire(policy, subject);
  }

  @Post(':policy/renew')
  @RequireScope('rate-limit:take')
  @Answers({ summary: 'Keep a place', status: 200, schema: heldOutput, redis: 'writes', errors: OF_CHANGES })
  async renew(
    @Param('policy', { schema: policyName }) policy: string,
    @Body({ schema: leaseInput }) { subject, lease }: LeaseInput,
  ) {
    return { held: await this.leases.renew(policy, subject, lease) };
  }

  @Post(':policy/release')
  @RequireScope('rate-limit:take')
  @Answers({ summary: 'Give a place back', status: 200, schema: heldOutput })
  async release(
    @Param('policy', { schema: policyName }) policy: string,
    @Body({ schema: leaseInput }) { subject, lease }: LeaseInput,
  ) {
    return { held: await this.leases.release(policy, subject, lease) };
  }
}
