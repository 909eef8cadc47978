import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { found, stored } from './__kebab__.answers.js';
import { entryMessage, putMessage, type EntryMessage, type PutMessage } from './__kebab__.schemas.js';
import { __Pascal__Service } from './__kebab__.service.js';

/** `__kebab__.*` on the Redis transport: the HTTP bodies with the path's parameters merged in. */
@RpcController()
export class __Pascal__RpcController {
  constructor(private readonly __camel__: __Pascal__Service) {}

  @MessagePattern('__kebab__.put')
  async put(@Payload({ schema: putMessage }) { owner, name, value }: PutMessage) {
    stored(await this.__camel__.put(owner, name, value));
    return { name, value };
  }

  @MessagePattern('__kebab__.get')
  async get(@Payload({ schema: entryMessage }) { owner, name }: EntryMessage) {
    return { name, value: found(await this.__camel__.get(owner, name)) };
  }

  @MessagePattern('__kebab__.delete')
  async delete(@Payload({ schema: entryMessage }) { owner, name }: EntryMessage) {
    return { deleted: found(await this.__camel__.delete(owner, name)) };
  }
}
