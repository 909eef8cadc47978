import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { resultMessage, runMessage, type ResultMessage, type RunMessage } from './queue.result.schemas.js';
import { resultOf } from './queue.results.js';
import { QueueService } from './queue.service.js';

/** `queue.result` and `queue.run` on the Redis transport. */
@RpcController()
export class QueueResultsRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.result')
  async result(@Payload({ schema: resultMessage }) { queue, id, waitMs }: ResultMessage) {
    const wait = { waitMs, signal: this.queues.closing };
    return resultOf(this.queues.queue(queue), async () => id, wait);
  }

  @MessagePattern('queue.run')
  async run(@Payload({ schema: runMessage }) { queue, name, data, options, waitMs }: RunMessage) {
    const of = this.queues.queue(queue);
    const wait = { waitMs, signal: this.queues.closing };
    return resultOf(of, async () => of.add(name, data, options), wait);
  }
}
