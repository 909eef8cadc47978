import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { found, published } from './messaging.answers.js';
import {
  listQuery,
  publishMessage,
  putTopicMessage,
  readMessage,
  topicMessage,
  type ListQuery,
  type PublishMessage,
  type PutTopicMessage,
  type ReadMessage,
  type TopicMessage,
} from './messaging.schemas.js';
import { MessagingService } from './messaging.service.js';

/** `messaging.*` on the Redis transport: the HTTP bodies with the path's parameters merged in. */
@RpcController()
export class MessagingRpcController {
  constructor(private readonly messaging: MessagingService) {}

  @MessagePattern('messaging.list')
  async list(@Payload({ schema: listQuery }) query: ListQuery) {
    return this.messaging.list(query);
  }

  @MessagePattern('messaging.info')
  async info(@Payload({ schema: topicMessage }) { topic }: TopicMessage) {
    return found(await this.messaging.topic(topic).info());
  }

  @MessagePattern('messaging.putTopic')
  async putTopic(@Payload({ schema: putTopicMessage }) { topic, ...input }: PutTopicMessage) {
    await this.messaging.topic(topic).configure(input);
    return found(await this.messaging.topic(topic).info());
  }

  @MessagePattern('messaging.delete')
  async delete(@Payload({ schema: topicMessage }) { topic }: TopicMessage) {
    return { deleted: found(await this.messaging.delete(topic)) };
  }

  @MessagePattern('messaging.publish')
  async publish(@Payload({ schema: publishMessage }) { topic, ...input }: PublishMessage) {
    return published(this.messaging.topic(topic), input);
  }

  @MessagePattern('messaging.read')
  async read(@Payload({ schema: readMessage }) { topic, ...query }: ReadMessage) {
    return this.messaging.topic(topic).read(query);
  }
}
