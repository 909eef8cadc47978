import { Body, Get, Param, Post, Query } from '@nestjs/common';
import {
  Answers,
  CurrentPrincipal,
  HttpController,
  NamedBy,
  RequireScope,
  Streams,
  type EventStream,
  type Principal,
} from '../../transport/index.js';
import { NotShownError } from './dashboard.errors.js';
import { DashboardMessages } from './dashboard.messages.js';
import { DashboardReveal } from './dashboard.reveal.js';
import {
  cacheOutput,
  denialsOutput,
  revealedOutput,
  revealInput,
  userId,
  userSessionsOutput,
  type RevealInput,
} from './dashboard.jobs.schemas.js';
import {
  groupName,
  lettersOutput,
  lettersQuery,
  messageOutput,
  topicName,
  topicQuery,
  type LettersQuery,
  type TopicQuery,
} from './dashboard.messages.schemas.js';
import { overviewOutput, streamOutput } from './dashboard.schemas.js';
import { DashboardService } from './dashboard.service.js';

/** `/dashboard`: what the pages show. */
@HttpController('dashboard')
export class DashboardHttpController {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly messages: DashboardMessages,
    private readonly revealing: DashboardReveal,
  ) {}

  @Get('overview')
  @Answers({
    summary: 'See how the service and its Redis are',
    status: 200,
    schema: overviewOutput,
    redis: 'nothing',
  })
  overview() {
    return this.dashboard.overview();
  }

  @Get('users/:userId/sessions')
  @Answers({
    summary: 'List the sessions of a user, their attributes masked',
    status: 200,
    schema: userSessionsOutput,
  })
  async userSessions(@Param('userId', { schema: userId }) user: string) {
    return { items: await this.dashboard.userSessions(user), nextCursor: null };
  }

  @Get('denials')
  @Answers({
    summary: 'See whom rate limits have denied most, in all processes',
    status: 200,
    schema: denialsOutput,
    redis: 'nothing',
  })
  async denials() {
    return this.dashboard.denials();
  }

  @Get('cache')
  @Answers({
    summary: 'See what caches have done, in all processes',
    status: 200,
    schema: cacheOutput,
    redis: 'nothing',
  })
  async cache() {
    return this.dashboard.cache();
  }

  @Get('topics/:topic/stream')
  @Streams({
    summary: 'Follow a topic, with what its messages carry masked',
    schema: messageOutput,
    errors: [NotShownError],
  })
  streamTopic(
    @Param('topic', { schema: topicName }) topic: string,
    @Query({ schema: topicQuery }) { after }: TopicQuery,
  ): EventStream {
    return this.messages.follow(topic, after);
  }

  @Get('topics/:topic/groups/:group/dead')
  @Answers({
    summary: 'List the dead letters of a consumer group, with what they carry masked',
    status: 200,
    schema: lettersOutput,
    errors: [NotShownError],
  })
  async listDeadLetters(
    @Param('topic', { schema: topicName }) topic: string,
    @Param('group', { schema: groupName }) group: string,
    @Query({ schema: lettersQuery }) query: LettersQuery,
  ) {
    return this.messages.dead(topic, group, query);
  }

  @Post('reveal')
  @RequireScope('dashboard:reveal')
  @NamedBy(({ queue, topic }) => [queue ?? topic])
  @Answers({
    summary: 'Show what a job or message carries; the log says who asked',
    status: 200,
    schema: revealedOutput,
    errors: [NotShownError],
  })
  async reveal(
    @Body({ schema: revealInput }) what: RevealInput,
    @CurrentPrincipal() principal: Principal | undefined,
  ) {
    return this.revealing.show(what, principal?.id ?? 'anybody');
  }

  @Get('stream')
  @Streams({ summary: 'Follow how the service and its Redis are', schema: streamOutput, redis: 'nothing' })
  stream(): EventStream {
    return (signal) => this.dashboard.events(signal);
  }
}
