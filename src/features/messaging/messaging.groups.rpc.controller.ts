import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { foundGroup, foundLetter, infosOf } from './messaging.answers.js';
import {
  ackMessage,
  deadMessage,
  extendMessage,
  groupMessage,
  letterMessage,
  nackMessage,
  pullMessage,
  putMessage,
  redriveMessage,
  type AckMessage,
  type DeadMessage,
  type ExtendMessage,
  type GroupMessage,
  type LetterMessage,
  type NackMessage,
  type PullMessage,
  type PutMessage,
  type RedriveMessage,
} from './messaging.group.schemas.js';
import { topicMessage, type TopicMessage } from './messaging.schemas.js';
import { MessagingService } from './messaging.service.js';

/** Consumer groups on the Redis transport: the HTTP bodies with the path's parameters merged in. */
@RpcController()
export class MessagingGroupsRpcController {
  constructor(private readonly messaging: MessagingService) {}

  @MessagePattern('messaging.listGroups')
  async listGroups(@Payload({ schema: topicMessage }) { topic }: TopicMessage) {
    return { items: await infosOf(this.messaging.topic(topic)), nextCursor: null };
  }

  @MessagePattern('messaging.putGroup')
  async putGroup(@Payload({ schema: putMessage }) { topic, group, ...input }: PutMessage) {
    await this.group({ topic, group }).create(input);
    return this.group({ topic, group }).info();
  }

  @MessagePattern('messaging.readGroup')
  async readGroup(@Payload({ schema: groupMessage }) path: GroupMessage) {
    return this.group(path).info();
  }

  @MessagePattern('messaging.deleteGroup')
  async deleteGroup(@Payload({ schema: groupMessage }) path: GroupMessage) {
    return { deleted: foundGroup(await this.group(path).delete()) };
  }

  @MessagePattern('messaging.pull')
  async pull(@Payload({ schema: pullMessage }) { topic, group, ...input }: PullMessage) {
    return this.group({ topic, group }).pull(input, this.messaging.closing);
  }

  @MessagePattern('messaging.ack')
  async ack(@Payload({ schema: ackMessage }) { receipts, ...path }: AckMessage) {
    return { results: await this.group(path).ack(receipts) };
  }

  @MessagePattern('messaging.nack')
  async nack(@Payload({ schema: nackMessage }) { topic, group, ...input }: NackMessage) {
    return { results: await this.group({ topic, group }).nack(input) };
  }

  @MessagePattern('messaging.extend')
  async extend(@Payload({ schema: extendMessage }) { topic, group, ...input }: ExtendMessage) {
    return this.group({ topic, group }).extend(input);
  }

  @MessagePattern('messaging.dead')
  async dead(@Payload({ schema: deadMessage }) { topic, group, ...query }: DeadMessage) {
    return this.group({ topic, group }).dead(query);
  }

  @MessagePattern('messaging.deleteDead')
  async deleteDead(@Payload({ schema: letterMessage }) { id, ...path }: LetterMessage) {
    return { deleted: foundLetter(await this.group(path).drop([id])) };
  }

  @MessagePattern('messaging.redrive')
  async redrive(@Payload({ schema: redriveMessage }) { topic, group, ...input }: RedriveMessage) {
    return { moved: await this.group({ topic, group }).redrive(input) };
  }

  private group({ topic, group }: GroupMessage) {
    return this.messaging.topic(topic).group(group);
  }
}
