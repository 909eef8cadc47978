import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { found, stored } from './kv.answers.js';
import { pipelineInput, type PipelineInput } from './kv.pipeline.schemas.js';
import {
  expireMessage,
  incrementMessage,
  keyMessage,
  setMessage,
  type ExpireMessage,
  type IncrementMessage,
  type KeyMessage,
  type SetMessage,
} from './kv.schemas.js';
import { KvService } from './kv.service.js';

/** `kv.*` and `pipeline.run` on the Redis transport: the HTTP bodies with the path's parameters merged in. */
@RpcController()
export class KvRpcController {
  constructor(private readonly kv: KvService) {}

  @MessagePattern('kv.set')
  async set(@Payload({ schema: setMessage }) { key, value, ...options }: SetMessage) {
    return stored(key, await this.kv.set(key, value, options));
  }

  @MessagePattern('kv.get')
  async get(@Payload({ schema: keyMessage }) { key }: KeyMessage) {
    return found(await this.kv.entry(key));
  }

  @MessagePattern('kv.delete')
  async delete(@Payload({ schema: keyMessage }) { key }: KeyMessage) {
    return { deleted: found(await this.kv.delete(key)) };
  }

  @MessagePattern('kv.increment')
  async increment(@Payload({ schema: incrementMessage }) { key, ...input }: IncrementMessage) {
    return { value: await this.kv.increment(key, input) };
  }

  @MessagePattern('kv.expire')
  async expire(@Payload({ schema: expireMessage }) { key, ttlMs }: ExpireMessage) {
    found(await this.kv.expire(key, ttlMs));
    return { key, ttlMs };
  }

  @MessagePattern('pipeline.run')
  async run(@Payload({ schema: pipelineInput }) { commands, atomic }: PipelineInput) {
    return { results: await this.kv.pipeline(commands, { atomic }) };
  }
}
