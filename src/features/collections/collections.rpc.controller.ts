import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { found } from './collections.answers.js';
import {
  insertMessage,
  itemMessage,
  listMessage,
  nameMessage,
  patchMessage,
  type InsertMessage,
  type ItemMessage,
  type ListMessage,
  type NameMessage,
  type PatchMessage,
} from './collections.schemas.js';
import { CollectionsService } from './collections.service.js';

/** `collections.*` on the Redis transport: the HTTP bodies with the path's parameters merged in; a patch as `patch`. */
@RpcController()
export class CollectionsRpcController {
  constructor(private readonly collections: CollectionsService) {}

  @MessagePattern('collections.count')
  async count(@Payload({ schema: nameMessage }) { name }: NameMessage) {
    return { name, count: await this.collections.count(name) };
  }

  @MessagePattern('collections.drop')
  async drop(@Payload({ schema: nameMessage }) { name }: NameMessage) {
    return { deleted: await this.collections.drop(name) };
  }

  @MessagePattern('collections.insert')
  async insert(@Payload({ schema: insertMessage }) { name, items, ttlMs }: InsertMessage) {
    return { ids: await this.collections.insert(name, items, { ttlMs }) };
  }

  @MessagePattern('collections.list')
  async list(@Payload({ schema: listMessage }) { name, ...query }: ListMessage) {
    return this.collections.list(name, query);
  }

  @MessagePattern('collections.read')
  async read(@Payload({ schema: itemMessage }) { name, id }: ItemMessage) {
    return found(await this.collections.read(name, id));
  }

  @MessagePattern('collections.patch')
  async patch(@Payload({ schema: patchMessage }) { name, id, patch }: PatchMessage) {
    return found(await this.collections.patch(name, id, patch));
  }

  @MessagePattern('collections.delete')
  async delete(@Payload({ schema: itemMessage }) { name, id }: ItemMessage) {
    return { deleted: found(await this.collections.delete(name, id)) };
  }
}
