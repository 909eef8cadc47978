import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { found } from './api-keys.answers.js';
import { idMessage, listQuery, type IdMessage, type ListQuery } from './api-keys.schemas.js';
import { ApiKeysService } from './api-keys.service.js';

/** `api-keys.*` on the Redis transport. No secret is told over it: whoever listens would have it. */
@RpcController()
export class ApiKeysRpcController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @MessagePattern('api-keys.list')
  async list(@Payload({ schema: listQuery }) query: ListQuery) {
    return this.apiKeys.list(query);
  }

  @MessagePattern('api-keys.read')
  async read(@Payload({ schema: idMessage }) { id }: IdMessage) {
    return found(await this.apiKeys.read(id));
  }

  @MessagePattern('api-keys.revoke')
  async revoke(@Payload({ schema: idMessage }) { id }: IdMessage) {
    return { revoked: found((await this.apiKeys.revoke(id)) || undefined) };
  }
}
