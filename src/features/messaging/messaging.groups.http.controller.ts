import { Body, Delete, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { Answers, HttpController, RequireScope } from '../../transport/index.js';
import { foundGroup, foundLetter, infosOf } from './messaging.answers.js';
import { GroupNotFoundError, LetterNotFoundError, TooManyGroupsError } from './messaging.errors.js';
import {
  ackInput,
  deadOutput,
  deadQuery,
  extendInput,
  extendOutput,
  groupInput,
  groupMessage,
  groupName,
  groupOutput,
  groupsOutput,
  letterMessage,
  movedOutput,
  nackInput,
  pullInput,
  pullOutput,
  redriveInput,
  settledOutput,
  type AckInput,
  type DeadQuery,
  type ExtendInput,
  type GroupInput,
  type GroupMessage,
  type LetterMessage,
  type NackInput,
  type PullInput,
  type RedriveInput,
} from './messaging.group.schemas.js';
import { topicName } from './messaging.schemas.js';
import { MessagingService } from './messaging.service.js';

const topicParam = { schema: topicName };
const groupParam = { schema: groupName };

/** What Fastify and Express have in common here. */
interface Reply {
  readonly raw?: { once(event: 'close', listener: () => void): unknown };
  once?(event: 'close', listener: () => void): unknown;
}

/** `/topics/:topic/groups`: consumers in any language. */
@HttpController('topics/:topic/groups', 'messaging')
export class MessagingGroupsHttpController {
  constructor(private readonly messaging: MessagingService) {}

  @Get()
  @Answers({ summary: 'List the consumer groups of a topic', status: 200, schema: groupsOutput })
  async listGroups(@Param('topic', topicParam) topic: string) {
    return { items: await infosOf(this.messaging.topic(topic)), nextCursor: null };
  }

  @Put(':group')
  @Answers({
    summary: 'Make a consumer group, or change its settings',
    status: 200,
    schema: groupOutput,
    redis: 'writes',
    errors: [TooManyGroupsError],
  })
  async putGroup(
    @Param('topic', topicParam) topic: string,
    @Param('group', groupParam) group: string,
    @Body({ schema: groupInput }) input: GroupInput,
  ) {
    await this.group(topic, group).create(input);
    return this.group(topic, group).info();
  }

  @Get(':group')
  @Answers({
    summary: 'Say how far a consumer group is',
    status: 200,
    schema: groupOutput,
    errors: [GroupNotFoundError],
  })
  async readGroup(@Param('topic', topicParam) topic: string, @Param('group', groupParam) group: string) {
    return this.group(topic, group).info();
  }

  @Delete(':group')
  @Answers({ summary: 'Remove a consumer group', status: 204, errors: [GroupNotFoundError] })
  async deleteGroup(@Param('topic', topicParam) topic: string, @Param('group', groupParam) group: string) {
    foundGroup(await this.group(topic, group).delete());
  }

  @Post(':group/pull')
  @RequireScope('messaging:consume')
  @Answers({
    summary: 'Get messages, waiting for some if there are none',
    status: 200,
    schema: pullOutput,
    errors: [GroupNotFoundError],
  })
  async pull(
    @Param({ schema: groupMessage }) { topic, group }: GroupMessage,
    @Body({ schema: pullInput }) input: PullInput,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const gone = new AbortController();
    const response = reply.raw ?? reply;
    response.once?.('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.messaging.closing]);
    return this.group(topic, group).pull(input, signal);
  }

  @Post(':group/ack')
  @RequireScope('messaging:consume')
  @Answers({ summary: 'Say that messages are done', status: 200, schema: settledOutput })
  async ack(
    @Param('topic', topicParam) topic: string,
    @Param('group', groupParam) group: string,
    @Body({ schema: ackInput }) { receipts }: AckInput,
  ) {
    return { results: await this.group(topic, group).ack(receipts) };
  }

  @Post(':group/nack')
  @RequireScope('messaging:consume')
  @Answers({ summary: 'Say that messages are not done', status: 200, schema: settledOutput })
  async nack(
    @Param('topic', topicParam) topic: string,
    @Param('group', groupParam) group: string,
    @Body({ schema: nackInput }) input: NackInput,
  ) {
    return { results: await this.group(topic, group).nack(input) };
  }

  @Post(':group/extend')
  @RequireScope('messaging:consume')
  @Answers({ summary: 'Keep messages for longer', status: 200, schema: extendOutput })
  async extend(
    @Param('topic', topicParam) topic: string,
    @Param('group', groupParam) group: string,
    @Body({ schema: extendInput }) input: ExtendInput,
  ) {
    return this.group(topic, group).extend(input);
  }

  @Get(':group/dead')
  @Answers({ summary: 'List the dead letters of a group', status: 200, schema: deadOutput })
  async dead(
    @Param('topic', topicParam) topic: string,
    @Param('group', groupParam) group: string,
    @Query({ schema: deadQuery }) query: DeadQuery,
  ) {
    return this.group(topic, group).dead(query);
  }

  @Delete(':group/dead/:id')
  @Answers({ summary: 'Remove a dead letter for good', status: 204, errors: [LetterNotFoundError] })
  async deleteDead(@Param({ schema: letterMessage }) { topic, group, id }: LetterMessage) {
    foundLetter(await this.group(topic, group).drop([id]));
  }

  @Post(':group/dead/redrive')
  @Answers({ summary: 'Deliver dead letters again', status: 200, schema: movedOutput, redis: 'writes' })
  async redrive(
    @Param('topic', topicParam) topic: string,
    @Param('group', groupParam) group: string,
    @Body({ schema: redriveInput }) input: RedriveInput,
  ) {
    return { moved: await this.group(topic, group).redrive(input) };
  }

  private group(topic: string, group: string) {
    return this.messaging.topic(topic).group(group);
  }
}
