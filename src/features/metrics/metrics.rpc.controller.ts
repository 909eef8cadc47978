import { MessagePattern } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { MetricsService } from './metrics.service.js';

/** `metrics.scrape` on the Redis transport: the numbers of whichever replica answers. */
@RpcController()
export class MetricsRpcController {
  constructor(private readonly metrics: MetricsService) {}

  @MessagePattern('metrics.scrape')
  async scrape(): Promise<string> {
    return this.metrics.scrape();
  }
}
