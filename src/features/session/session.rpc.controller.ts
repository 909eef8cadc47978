import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { found, owned, patched, verified } from './session.answers.js';
import { SessionEvents } from './session.events.js';
import { SessionPresence } from './session.presence.js';
import {
  eventsQuery,
  everyoneQuery,
  onlineQuery,
  patchMessage,
  presenceInput,
  revokeUserMessage,
  sessionMessage,
  userMessage,
  verifyInput,
  type EventsQuery,
  type EveryoneQuery,
  type OnlineQuery,
  type PatchMessage,
  type PresenceInput,
  type RevokeUserMessage,
  type SessionMessage,
  type UserMessage,
  type VerifyInput,
} from './session.schemas.js';
import { SessionService } from './session.service.js';

/** `session.*` on the Redis transport. Tokens are not issued here: every listener of a reply channel would have them. */
@RpcController()
export class SessionRpcController {
  constructor(
    private readonly sessions: SessionService,
    private readonly presence: SessionPresence,
    private readonly sessionEvents: SessionEvents,
  ) {}

  @MessagePattern('session.verify')
  async verify(@Payload({ schema: verifyInput }) { token, touch }: VerifyInput) {
    return verified(await this.sessions.verify(token, { touch }));
  }

  @MessagePattern('session.list')
  async list(@Payload({ schema: userMessage }) { userId }: UserMessage) {
    const sessions = await this.sessions.list(userId);
    return { items: sessions.map((session) => ({ ...session, current: false })), nextCursor: null };
  }

  @MessagePattern('session.read')
  async read(@Payload({ schema: sessionMessage }) message: SessionMessage) {
    return found(await this.sessions.read(owned(message)));
  }

  @MessagePattern('session.patch')
  async patch(@Payload({ schema: patchMessage }) { attributes, ifVersion, ...of }: PatchMessage) {
    return patched(await this.sessions.patch(owned(of), attributes, { ifVersion }));
  }

  @MessagePattern('session.revoke')
  async revoke(@Payload({ schema: sessionMessage }) message: SessionMessage) {
    return { revoked: found(await this.sessions.revoke(owned(message))) };
  }

  @MessagePattern('session.revokeUser')
  async revokeUser(@Payload({ schema: revokeUserMessage }) { userId, except }: RevokeUserMessage) {
    return { revoked: await this.sessions.revokeUser(userId, { except }) };
  }

  @MessagePattern('session.revokeEveryone')
  async revokeEveryone(@Payload({ schema: everyoneQuery }) { confirm }: EveryoneQuery) {
    return { revoked: await this.sessions.revokeEveryone({ reason: confirm }) };
  }

  @MessagePattern('session.online')
  async online(@Payload({ schema: userMessage }) { userId }: UserMessage) {
    return this.presence.of(userId);
  }

  @MessagePattern('session.queryOnline')
  async queryOnline(@Payload({ schema: presenceInput }) { userIds }: PresenceInput) {
    return { items: await this.presence.ofMany(userIds) };
  }

  @MessagePattern('session.listOnline')
  async listOnline(@Payload({ schema: onlineQuery }) query: OnlineQuery) {
    return this.presence.list(query);
  }

  @MessagePattern('session.countOnline')
  async countOnline() {
    const { users, sessions } = await this.presence.count();
    return { count: users, sessions };
  }

  @MessagePattern('session.events')
  async events(@Payload({ schema: eventsQuery }) query: EventsQuery) {
    return this.sessionEvents.read(query);
  }
}
