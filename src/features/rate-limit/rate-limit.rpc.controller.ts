import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { foundPolicy } from './rate-limit.answers.js';
import { PolicyNotFoundError } from './rate-limit.errors.js';
import { RateLimitLeases } from './rate-limit.leases.js';
import { RateLimitPolicies } from './rate-limit.policies.js';
import {
  blockMessage,
  changeMessage,
  leaseMessage,
  policyMessage,
  setPolicyMessage,
  subjectMessage,
  takeAllInput,
  takeMessage,
  type BlockMessage,
  type ChangeMessage,
  type LeaseMessage,
  type PolicyMessage,
  type SetPolicyMessage,
  type SubjectMessage,
  type TakeAllInput,
  type TakeMessage,
} from './rate-limit.schemas.js';
import { RateLimitService } from './rate-limit.service.js';

/** `rate-limit.*` on the Redis transport: the HTTP bodies with the path's parameters merged in. */
@RpcController()
export class RateLimitRpcController {
  constructor(
    private readonly limiter: RateLimitService,
    private readonly policies: RateLimitPolicies,
  ) {}

  @MessagePattern('rate-limit.listPolicies')
  listPolicies() {
    return { items: this.policies.list(), nextCursor: null };
  }

  @MessagePattern('rate-limit.setPolicy')
  async setPolicy(@Payload({ schema: setPolicyMessage }) { policy, ...definition }: SetPolicyMessage) {
    await this.policies.set(policy, definition);
    return foundPolicy(this.policies, policy);
  }

  @MessagePattern('rate-limit.getPolicy')
  getPolicy(@Payload({ schema: policyMessage }) { policy }: PolicyMessage) {
    return foundPolicy(this.policies, policy);
  }

  @MessagePattern('rate-limit.removePolicy')
  async removePolicy(@Payload({ schema: policyMessage }) { policy }: PolicyMessage) {
    if (!(await this.policies.remove(policy))) throw new PolicyNotFoundError(policy);
    return { removed: true };
  }

  @MessagePattern('rate-limit.takeAll')
  async takeAll(@Payload({ schema: takeAllInput }) { rules, cost }: TakeAllInput) {
    return this.limiter.takeAll(rules, { cost });
  }

  @MessagePattern('rate-limit.take')
  async take(@Payload({ schema: takeMessage }) { policy, subject, cost }: TakeMessage) {
    return this.limiter.take(policy, subject, { cost });
  }

  @MessagePattern('rate-limit.penalize')
  async penalize(@Payload({ schema: changeMessage }) { policy, subject, cost }: ChangeMessage) {
    await this.limiter.penalize(policy, subject, cost);
    return { penalized: true };
  }

  @MessagePattern('rate-limit.reward')
  async reward(@Payload({ schema: changeMessage }) { policy, subject, cost }: ChangeMessage) {
    await this.limiter.reward(policy, subject, cost);
    return { rewarded: true };
  }

  @MessagePattern('rate-limit.block')
  async block(@Payload({ schema: blockMessage }) { policy, subject, blockMs }: BlockMessage) {
    await this.limiter.block(policy, subject, blockMs);
    return { blocked: true };
  }

  @MessagePattern('rate-limit.peek')
  async peek(@Payload({ schema: takeMessage }) { policy, subject, cost }: TakeMessage) {
    return this.limiter.peek(policy, subject, { cost });
  }

  @MessagePattern('rate-limit.reset')
  async reset(@Payload({ schema: subjectMessage }) { policy, subject }: SubjectMessage) {
    return { reset: await this.limiter.reset(policy, subject) };
  }
}

/** Places of concurrency on the Redis transport. */
@RpcController()
export class RateLimitLeasesRpcController {
  constructor(private readonly leases: RateLimitLeases) {}

  @MessagePattern('rate-limit.acquire')
  async acquire(@Payload({ schema: subjectMessage }) { policy, subject }: SubjectMessage) {
    return this.leases.acquire(policy, subject);
  }

  @MessagePattern('rate-limit.renew')
  async renew(@Payload({ schema: leaseMessage }) { policy, subject, lease }: LeaseMessage) {
    return { held: await this.leases.renew(policy, subject, lease) };
  }

  @MessagePattern('rate-limit.release')
  async release(@Payload({ schema: leaseMessage }) { policy, subject, lease }: LeaseMessage) {
    return { held: await this.leases.release(policy, subject, lease) };
  }
}
