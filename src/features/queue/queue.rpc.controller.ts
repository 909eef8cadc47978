import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { added, found } from './queue.answers.js';
import { workersMessage, type WorkersMessage } from './queue.workers.schemas.js';
import {
  addMessage,
  delayMessage,
  drainMessage,
  jobMessage,
  listMessage,
  prioritizeMessage,
  queueMessage,
  queuesQuery,
  redriveMessage,
  updateMessage,
  type AddMessage,
  type DelayMessage,
  type DrainMessage,
  type JobMessage,
  type ListMessage,
  type PrioritizeMessage,
  type QueueMessage,
  type QueuesQuery,
  type RedriveMessage,
  type UpdateMessage,
} from './queue.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.*` on the Redis transport: the HTTP bodies with the path's parameters merged in. */
@RpcController()
export class QueueRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.list')
  async list(@Payload({ schema: queuesQuery }) query: QueuesQuery) {
    return this.queues.list(query);
  }

  @MessagePattern('queue.info')
  async info(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    return this.queues.queue(queue).info();
  }

  @MessagePattern('queue.obliterate')
  async obliterate(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    return { removed: await this.queues.obliterate(queue) };
  }

  @MessagePattern('queue.add')
  async add(@Payload({ schema: addMessage }) { queue, ...input }: AddMessage) {
    return added(this.queues.queue(queue), input);
  }

  @MessagePattern('queue.jobs')
  async jobs(@Payload({ schema: listMessage }) { queue, ...query }: ListMessage) {
    return this.queues.queue(queue).list(query);
  }

  @MessagePattern('queue.read')
  async read(@Payload({ schema: jobMessage }) { queue, id }: JobMessage) {
    return found(await this.queues.queue(queue).get(id));
  }

  @MessagePattern('queue.update')
  async update(@Payload({ schema: updateMessage }) { queue, id, data }: UpdateMessage) {
    await this.queues.queue(queue).update(id, data);
    return { updated: true };
  }

  @MessagePattern('queue.remove')
  async remove(@Payload({ schema: jobMessage }) { queue, id }: JobMessage) {
    return { removed: found(await this.queues.queue(queue).remove(id)) };
  }

  @MessagePattern('queue.logs')
  async logs(@Payload({ schema: jobMessage }) { queue, id }: JobMessage) {
    return { lines: await this.queues.queue(queue).logs(id) };
  }

  @MessagePattern('queue.retry')
  async retry(@Payload({ schema: jobMessage }) { queue, id }: JobMessage) {
    await this.queues.queue(queue).retry(id);
    return { retried: true };
  }

  @MessagePattern('queue.promote')
  async promote(@Payload({ schema: jobMessage }) { queue, id }: JobMessage) {
    await this.queues.queue(queue).promote(id);
    return { promoted: true };
  }

  @MessagePattern('queue.delay')
  async delay(@Payload({ schema: delayMessage }) { queue, id, ...input }: DelayMessage) {
    await this.queues.queue(queue).delay(id, input);
    return { delayed: true };
  }

  @MessagePattern('queue.prioritize')
  async prioritize(@Payload({ schema: prioritizeMessage }) { queue, id, priority }: PrioritizeMessage) {
    await this.queues.queue(queue).prioritize(id, priority);
    return { prioritized: true };
  }

  @MessagePattern('queue.redrive')
  async redrive(@Payload({ schema: redriveMessage }) { queue, ...filter }: RedriveMessage) {
    return { moved: await this.queues.queue(queue).redrive(filter) };
  }

  @MessagePattern('queue.workers')
  async workers(@Payload({ schema: workersMessage }) { queue, ...query }: WorkersMessage) {
    return this.queues.queue(queue).workers.list(query);
  }

  @MessagePattern('queue.pause')
  async pause(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    await this.queues.queue(queue).pause();
    return { paused: true };
  }

  @MessagePattern('queue.resume')
  async resume(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    await this.queues.queue(queue).resume();
    return { paused: false };
  }

  @MessagePattern('queue.drain')
  async drain(@Payload({ schema: drainMessage }) { queue, ...input }: DrainMessage) {
    return { removed: await this.queues.queue(queue).drain(input) };
  }
}
