import { Body, Delete, Get, Headers, Param, Post, Put, Query } from '@nestjs/common';
import { Answers, HttpController, Streams, type EventStream } from '../../transport/index.js';
import { eventsOf, found, published } from './messaging.answers.js';
import {
  MessageNotReplicatedError,
  MessageTooLargeError,
  TopicFullError,
  TopicNotFoundError,
} from './messaging.errors.js';
import {
  lastEventId,
  listQuery,
  messageOutput,
  messagesOutput,
  publishInput,
  publishOutput,
  readQuery,
  streamQuery,
  topicInput,
  topicName,
  topicOutput,
  topicsOutput,
  type ListQuery,
  type PublishInput,
  type ReadQuery,
  type StreamQuery,
  type TopicInput,
} from './messaging.schemas.js';
import { MessagingService } from './messaging.service.js';

const topicParam = { schema: topicName };

/** `/topics`: messages that stay. */
@HttpController('topics', 'messaging')
export class MessagingHttpController {
  constructor(private readonly messaging: MessagingService) {}

  @Get()
  @Answers({ summary: 'List the topics', status: 200, schema: topicsOutput })
  async list(@Query({ schema: listQuery }) query: ListQuery) {
    return this.messaging.list(query);
  }

  @Get(':topic')
  @Answers({
    summary: 'Say how much a topic holds',
    status: 200,
    schema: topicOutput,
    errors: [TopicNotFoundError],
  })
  async info(@Param('topic', topicParam) topic: string) {
    return found(await this.messaging.topic(topic).info());
  }

  @Put(':topic')
  @Answers({
    summary: 'Say for how long a topic keeps its messages',
    status: 200,
    schema: topicOutput,
    redis: 'writes',
  })
  async putTopic(@Param('topic', topicParam) topic: string, @Body({ schema: topicInput }) input: TopicInput) {
    await this.messaging.topic(topic).configure(input);
    return found(await this.messaging.topic(topic).info());
  }

  @Delete(':topic')
  @Answers({ summary: 'Remove a topic with its messages', status: 204, errors: [TopicNotFoundError] })
  async delete(@Param('topic', topicParam) topic: string) {
    found(await this.messaging.delete(topic));
  }

  @Post(':topic/messages')
  @Answers({
    summary: 'Publish a message, or several at once',
    status: 201,
    schema: publishOutput,
    redis: 'writes',
    errors: [MessageTooLargeError, TopicFullError, MessageNotReplicatedError],
  })
  async publish(
    @Param('topic', topicParam) topic: string,
    @Body({ schema: publishInput }) input: PublishInput,
  ) {
    return published(this.messaging.topic(topic), input);
  }

  @Get(':topic/messages')
  @Answers({ summary: 'Read messages after a place', status: 200, schema: messagesOutput })
  async read(@Param('topic', topicParam) topic: string, @Query({ schema: readQuery }) query: ReadQuery) {
    return this.messaging.topic(topic).read(query);
  }

  @Get(':topic/stream')
  @Streams({ summary: 'Follow a topic, from where the reader stopped', schema: messageOutput })
  stream(
    @Param('topic', topicParam) topic: string,
    @Query({ schema: streamQuery }) { after }: StreamQuery,
    @Headers('last-event-id') header: string | undefined,
  ): EventStream {
    return eventsOf(this.messaging.topic(topic), lastEventId(header) ?? after);
  }
}
