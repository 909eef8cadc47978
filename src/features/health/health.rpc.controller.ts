import { MessagePattern } from '@nestjs/microservices';
import { RequireScope, RpcController } from '../../transport/index.js';
import { HealthService } from './health.service.js';

/** `health.redis` on the Redis transport. An answer says that the transport works; the body, how Redis is. */
@RpcController()
export class HealthRpcController {
  constructor(private readonly health: HealthService) {}

  @MessagePattern('health.redis')
  @RequireScope('health:read')
  async redis() {
    return this.health.redis();
  }
}
