import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppError } from '../../kernel/errors.js';
import { RedisConnection } from '../../redis/index.js';
import { RedisRpcClient } from '../../transport/index.js';
import { CallFailedError } from './messaging.errors.js';

/** Asks services on the Redis transport for callers that do not speak it. */
@Injectable()
export class MessagingCaller implements OnApplicationShutdown {
  private readonly client: RedisRpcClient;

  constructor(redis: RedisConnection) {
    this.client = new RedisRpcClient(redis);
  }

  /**
   * Asks a service, and resolves with its answer.
   *
   * @throws NoRespondersError, RpcTimeoutError, CallFailedError
   */
  async call(pattern: unknown, data: unknown, timeoutMs?: number): Promise<unknown> {
    try {
      return await this.client.request(pattern, data, timeoutMs === undefined ? {} : { timeoutMs });
    } catch (error) {
      throw error instanceof AppError ? error : new CallFailedError(reasonOf(error));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}

/** What a handler answered as its error: a text, a problem, or an exception of Nest. */
function reasonOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const { code, detail, message } = (error ?? {}) as Record<string, unknown>;
  const texts = [code, detail ?? message].filter((text) => typeof text === 'string');
  return texts.join(': ') || 'The service answered with an error';
}
