import { MessagePattern } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { DashboardService } from './dashboard.service.js';

/** `dashboard.*` on the Redis transport: how whichever replica answers is. */
@RpcController()
export class DashboardRpcController {
  constructor(private readonly dashboard: DashboardService) {}

  @MessagePattern('dashboard.overview')
  overview() {
    return this.dashboard.overview();
  }
}
