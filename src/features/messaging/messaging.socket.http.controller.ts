import { Get, Req, Res, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import {
  Answers,
  HttpController,
  NamedBy,
  namedLater,
  permit,
  Sockets,
  SocketsFullError,
  UpgradeRequiredError,
} from '../../transport/index.js';
import { MessagingChannelsHttpController } from './messaging.channels.http.controller.js';
import { MessagingHttpController } from './messaging.http.controller.js';
import { messagingOptions, type MessagingOptions } from './messaging.options.js';
import { SocketTalks } from './messaging.socket.js';
import type { SocketMessage } from './messaging.socket.schemas.js';

/** What is around the data of a message, in bytes. */
const ENVELOPE = 64 * 1024;

/** Whose permission each thing asks for that can be asked over a socket. */
const AS_ROUTE: Readonly<Record<Exclude<SocketMessage['op'], 'stop'>, [Type, string]>> = {
  listen: [MessagingChannelsHttpController, 'listen'],
  say: [MessagingChannelsHttpController, 'say'],
  follow: [MessagingHttpController, 'stream'],
  publish: [MessagingHttpController, 'publish'],
};

/** `GET /socket`: channels and topics over one WebSocket. */
@HttpController('socket', 'messaging')
export class MessagingSocketHttpController implements OnApplicationBootstrap {
  private readonly settings;

  constructor(
    private readonly sockets: Sockets,
    private readonly talks: SocketTalks,
    @messagingOptions.inject()
    { maxPayloadBytes, maxSockets, maxSubscriptions, socketOrigins, socketPingMs }: MessagingOptions,
  ) {
    this.settings = {
      maxSubscriptions,
      limits: { maxSockets, pingMs: socketPingMs, maxPayload: maxPayloadBytes + ENVELOPE },
      origins: socketOrigins.split(',').filter(Boolean),
    };
  }

  onApplicationBootstrap(): void {
    this.sockets.listen();
  }

  @Get()
  @NamedBy(namedLater)
  @Answers({
    summary: 'Open a WebSocket for channels and topics',
    status: 101,
    redis: 'nothing',
    errors: [UpgradeRequiredError, SocketsFullError],
  })
  async open(@Req() request: { raw?: object }, @Res() reply: object): Promise<void> {
    const { limits, origins, maxSubscriptions } = this.settings;
    await this.sockets.accept(request, reply, {
      ...limits,
      origins,
      renew: async () => permit(request, MessagingSocketHttpController, 'open', {}),
      talk: (socket) =>
        this.talks.begin(socket, {
          maxSubscriptions,
          permit: async (message) => permitted(request, message),
        }),
    });
  }
}

async function permitted(request: object, message: SocketMessage): Promise<void> {
  if (message.op !== 'stop') await permit(request, ...AS_ROUTE[message.op], message);
}
