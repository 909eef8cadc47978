import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { found, whatOf } from './cache.answers.js';
import {
  invalidateMessage,
  keyMessage,
  putMessage,
  readMessage,
  releaseMessage,
  type InvalidateMessage,
  type KeyMessage,
  type PutMessage,
  type ReadMessage,
  type ReleaseMessage,
} from './cache.schemas.js';
import { CacheService } from './cache.service.js';

/** `cache.*` on the Redis transport: the HTTP bodies with the path's parameters merged in. */
@RpcController()
export class CacheRpcController {
  constructor(private readonly cache: CacheService) {}

  @MessagePattern('cache.statistics')
  statistics() {
    return { namespaces: this.cache.allStatistics() };
  }

  @MessagePattern('cache.set')
  async set(@Payload({ schema: putMessage }) { namespace, key, ...input }: PutMessage) {
    return this.cache.remote.write({ namespace, key }, input);
  }

  @MessagePattern('cache.get')
  async get(@Payload({ schema: readMessage }) { namespace, key, ...query }: ReadMessage) {
    return found(await this.cache.remote.read({ namespace, key }, query), query.lease);
  }

  @MessagePattern('cache.delete')
  async delete(@Payload({ schema: keyMessage }) name: KeyMessage) {
    return { deleted: await this.cache.remote.delete(name) };
  }

  @MessagePattern('cache.release')
  async release(@Payload({ schema: releaseMessage }) { lease, ...name }: ReleaseMessage) {
    return { released: await this.cache.remote.release(name, lease) };
  }

  @MessagePattern('cache.invalidate')
  async invalidate(@Payload({ schema: invalidateMessage }) { namespace, ...input }: InvalidateMessage) {
    await this.cache.remote.invalidate(namespace, whatOf(input));
    return { invalidated: true };
  }
}
