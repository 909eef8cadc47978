import { Body, Post } from '@nestjs/common';
import {
  Answers,
  HttpController,
  NamedBy,
  NoRespondersError,
  RequireScope,
  RpcTimeoutError,
} from '../../transport/index.js';
import { MessagingCaller } from './messaging.caller.js';
import { callInput, callOutput, type CallInput } from './messaging.channels.schemas.js';
import { CallFailedError } from './messaging.errors.js';

/** `POST /rpc`: asks a service on the Redis transport, for callers that speak HTTP only. */
@HttpController('rpc', 'messaging')
export class MessagingCallsHttpController {
  constructor(private readonly caller: MessagingCaller) {}

  @Post()
  @RequireScope('messaging:call')
  @NamedBy(({ pattern }) => [pattern])
  @Answers({
    summary: 'Ask a service on the Redis transport',
    status: 200,
    schema: callOutput,
    errors: [NoRespondersError, RpcTimeoutError, CallFailedError],
  })
  async call(@Body({ schema: callInput }) { pattern, data, timeoutMs }: CallInput) {
    return { response: (await this.caller.call(pattern, data, timeoutMs)) ?? null };
  }
}
