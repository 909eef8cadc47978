import { Body, Delete, Get, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { Answers, HttpController, NamedBy, namesIn, RequireScope } from '../../transport/index.js';
import { current, found, owned, patched } from './session.answers.js';
import { CurrentSession, SessionOptional } from './session.decorators.js';
import {
  AttributesTooLargeError,
  CrossOriginRefusedError,
  SessionNotFoundError,
  SessionNotReplicatedError,
  SessionRequiredError,
  SessionVersionMismatchError,
} from './session.errors.js';
import { SessionGuard } from './session.guard.js';
import { SessionPresence } from './session.presence.js';
import {
  countOutput,
  exceptQuery,
  listOutput,
  onlineOutput,
  onlineQuery,
  patchInput,
  presenceInput,
  presenceOutput,
  presencesOutput,
  revokedOutput,
  sessionId as sessionIdSchema,
  sessionOutput,
  userId as userIdSchema,
  type ExceptQuery,
  type OnlineQuery,
  type PatchInput,
  type PresenceInput,
  type Session,
} from './session.schemas.js';
import { SessionService } from './session.service.js';

/** `/users`: a user's sessions, and who is online. */
@HttpController('users', 'session')
export class SessionUsersHttpController {
  constructor(
    private readonly sessions: SessionService,
    private readonly presence: SessionPresence,
  ) {}

  @Get('online')
  @Answers({ summary: 'List the users who are online', status: 200, schema: onlineOutput })
  async listOnline(@Query({ schema: onlineQuery }) query: OnlineQuery) {
    return this.presence.list(query);
  }

  @Get('online/count')
  @Answers({ summary: 'Count the users who are online', status: 200, schema: countOutput })
  async countOnline() {
    const { users, sessions } = await this.presence.count();
    return { count: users, sessions };
  }

  @Post('online/query')
  @RequireScope('session:read')
  @NamedBy(namesIn('userIds'))
  @Answers({ summary: 'Ask of many users whether they are online', status: 200, schema: presencesOutput })
  async queryOnline(@Body({ schema: presenceInput }) { userIds }: PresenceInput) {
    return { items: await this.presence.ofMany(userIds) };
  }

  @Get(':userId/online')
  @Answers({ summary: 'Ask whether a user is online', status: 200, schema: presenceOutput })
  async online(@Param('userId', { schema: userIdSchema }) userId: string) {
    return this.presence.of(userId);
  }

  @Get(':userId/sessions')
  @SessionOptional()
  @UseGuards(SessionGuard)
  @Answers({ summary: 'List the sessions of a user', status: 200, schema: listOutput })
  async list(
    @Param('userId', { schema: userIdSchema }) userId: string,
    @CurrentSession() own: Session | undefined,
  ) {
    const sessions = await this.sessions.list(userId);
    return {
      items: sessions.map((session) => ({ ...session, current: session.id === own?.id })),
      nextCursor: null,
    };
  }

  @Delete(':userId/sessions')
  @SessionOptional()
  @UseGuards(SessionGuard)
  @Answers({
    summary: 'Log a user out everywhere, or everywhere else',
    status: 200,
    schema: revokedOutput,
    errors: [SessionRequiredError, CrossOriginRefusedError, SessionNotReplicatedError],
  })
  async revokeUser(
    @Param('userId', { schema: userIdSchema }) userId: string,
    @Query({ schema: exceptQuery }) { except }: ExceptQuery,
    @CurrentSession() own: Session | undefined,
  ) {
    const stays = except === 'current' ? current(own?.userId === userId ? own.id : undefined) : except;
    return { revoked: await this.sessions.revokeUser(userId, { except: stays }) };
  }

  @Get(':userId/sessions/:sessionId')
  @Answers({
    summary: 'Read a session of a user',
    status: 200,
    schema: sessionOutput,
    errors: [SessionNotFoundError],
  })
  async read(
    @Param('userId', { schema: userIdSchema }) userId: string,
    @Param('sessionId', { schema: sessionIdSchema }) sessionId: string,
  ) {
    return found(await this.sessions.read(owned({ userId, sessionId })));
  }

  @Patch(':userId/sessions/:sessionId')
  @Answers({
    summary: 'Set and remove attributes of a session',
    status: 200,
    schema: sessionOutput,
    redis: 'writes',
    errors: [SessionNotFoundError, SessionVersionMismatchError, AttributesTooLargeError],
  })
  async patch(
    @Param('userId', { schema: userIdSchema }) userId: string,
    @Param('sessionId', { schema: sessionIdSchema }) sessionId: string,
    @Body({ schema: patchInput }) { attributes, ifVersion }: PatchInput,
  ) {
    return patched(await this.sessions.patch(owned({ userId, sessionId }), attributes, { ifVersion }));
  }

  @Delete(':userId/sessions/:sessionId')
  @Answers({
    summary: 'Log out one session of a user',
    status: 204,
    errors: [SessionNotFoundError, SessionNotReplicatedError],
  })
  async revoke(
    @Param('userId', { schema: userIdSchema }) userId: string,
    @Param('sessionId', { schema: sessionIdSchema }) sessionId: string,
  ) {
    found(await this.sessions.revoke(owned({ userId, sessionId })));
  }
}
