import { Body, Delete, Get, Header, Patch, Post, Query, Res, UseGuards } from '@nestjs/common';
import { Answers, HttpController, NamedBy, nameIn, RequireScope } from '../../transport/index.js';
import { current, patched, verified } from './session.answers.js';
import { SessionCookies } from './session.cookies.js';
import { CurrentVisit, type Visit } from './session.decorators.js';
import {
  AttributesTooLargeError,
  CrossOriginRefusedError,
  SessionLimitError,
  SessionNotFoundError,
  SessionNotReplicatedError,
  SessionRequiredError,
  SessionVersionMismatchError,
} from './session.errors.js';
import { SessionEvents } from './session.events.js';
import { SessionGuard } from './session.guard.js';
import type { IssuedSession } from './session.results.js';
import {
  createInput,
  eventsOutput,
  eventsQuery,
  everyoneQuery,
  issuedOutput,
  patchInput,
  revokedOutput,
  rotateInput,
  sessionOutput,
  verifyInput,
  verifyOutput,
  type CreateInput,
  type EventsQuery,
  type EveryoneQuery,
  type PatchInput,
  type RotateInput,
  type VerifyInput,
} from './session.schemas.js';
import { SessionService } from './session.service.js';

const OF_CURRENT = [SessionRequiredError, CrossOriginRefusedError];

/** `/sessions`: logging in, and the session of the request itself. */
@HttpController('sessions', 'session')
export class SessionHttpController {
  constructor(
    private readonly sessions: SessionService,
    private readonly sessionEvents: SessionEvents,
    private readonly cookies: SessionCookies,
  ) {}

  @Post()
  @NamedBy(nameIn('userId'))
  @Header('Cache-Control', 'no-store')
  @Answers({
    summary: 'Log a user in; the token is told this once',
    status: 201,
    schema: issuedOutput,
    redis: 'writes',
    errors: [SessionLimitError, AttributesTooLargeError],
  })
  async create(
    @Body({ schema: createInput }) { userId, cookie, ...details }: CreateInput,
    @Res({ passthrough: true }) response: unknown,
  ) {
    const issued = await this.sessions.create(userId, details);
    return cookie ? this.inCookie(response, issued) : issued;
  }

  @Delete()
  @RequireScope('session:admin')
  @Answers({
    summary: 'Log everybody out',
    status: 200,
    schema: revokedOutput,
    errors: [SessionNotReplicatedError],
  })
  async revokeEveryone(@Query({ schema: everyoneQuery }) { confirm }: EveryoneQuery) {
    return { revoked: await this.sessions.revokeEveryone({ reason: confirm }) };
  }

  @Post('verify')
  @RequireScope('session:verify')
  @Answers({
    summary: 'Ask whose token it is, and count it as use',
    status: 200,
    schema: verifyOutput,
    redis: 'writes',
  })
  async verify(@Body({ schema: verifyInput }) { token, touch }: VerifyInput) {
    return verified(await this.sessions.verify(token, { touch }));
  }

  @Get('events')
  @Answers({ summary: 'Read what happened to sessions', status: 200, schema: eventsOutput })
  async events(@Query({ schema: eventsQuery }) query: EventsQuery) {
    return this.sessionEvents.read(query);
  }

  @Get('current')
  @UseGuards(SessionGuard)
  @Answers({
    summary: 'Read the session of this request',
    status: 200,
    schema: sessionOutput,
    redis: 'writes',
    errors: OF_CURRENT,
  })
  async readCurrent(@CurrentVisit() visit: Visit | undefined) {
    return current(visit).session;
  }

  @Patch('current')
  @UseGuards(SessionGuard)
  @Answers({
    summary: 'Set and remove attributes of the session of this request',
    status: 200,
    schema: sessionOutput,
    redis: 'writes',
    errors: [...OF_CURRENT, SessionNotFoundError, SessionVersionMismatchError, AttributesTooLargeError],
  })
  async patchCurrent(
    @CurrentVisit() visit: Visit | undefined,
    @Body({ schema: patchInput }) { attributes, ifVersion }: PatchInput,
  ) {
    return patched(await this.sessions.patch(current(visit).session.id, attributes, { ifVersion }));
  }

  @Delete('current')
  @UseGuards(SessionGuard)
  @Answers({
    summary: 'Log out this session',
    status: 204,
    errors: [...OF_CURRENT, SessionNotReplicatedError],
  })
  async endCurrent(@CurrentVisit() visit: Visit | undefined, @Res({ passthrough: true }) response: unknown) {
    const { session, by } = current(visit);
    await this.sessions.revoke(session.id);
    if (by === 'cookie') this.cookies.clear(response);
  }

  @Post('current/rotate')
  @UseGuards(SessionGuard)
  @Header('Cache-Control', 'no-store')
  @Answers({
    summary: 'Replace the token; the old one ends',
    status: 200,
    schema: issuedOutput,
    redis: 'writes',
    errors: [...OF_CURRENT, SessionNotReplicatedError],
  })
  async rotateCurrent(
    @CurrentVisit() visit: Visit | undefined,
    @Body({ schema: rotateInput }) { reauthenticated }: RotateInput,
    @Res({ passthrough: true }) response: unknown,
  ) {
    const { token, by } = current(visit);
    const issued = current(await this.sessions.rotate(token, { reauthenticated }));
    return by === 'cookie' ? this.inCookie(response, issued) : issued;
  }

  private inCookie(response: unknown, issued: IssuedSession) {
    this.cookies.set(response, issued);
    return { session: issued.session };
  }
}
