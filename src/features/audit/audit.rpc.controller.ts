import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { listQuery, type ListQuery } from './audit.schemas.js';
import { AuditService } from './audit.service.js';

/** `audit.*` on the Redis transport. */
@RpcController()
export class AuditRpcController {
  constructor(private readonly audit: AuditService) {}

  @MessagePattern('audit.list')
  async list(@Payload({ schema: listQuery }) query: ListQuery) {
    return this.audit.list(query);
  }

  @MessagePattern('audit.verify')
  async verify() {
    return this.audit.verify();
  }
}
