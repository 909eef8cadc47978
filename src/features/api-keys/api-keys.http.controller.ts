import { Body, Delete, Get, Header, Param, Post, Query } from '@nestjs/common';
import { Answers, CurrentPrincipal, HttpController, type Principal } from '../../transport/index.js';
import { found, within } from './api-keys.answers.js';
import {
  ApiKeyBeyondOwnError,
  ApiKeyEndedError,
  ApiKeyNotFoundError,
  TooManyApiKeysError,
} from './api-keys.errors.js';
import {
  createInput,
  issuedOutput,
  keyId,
  keyOutput,
  listOutput,
  listQuery,
  rotateInput,
  type CreateInput,
  type ListQuery,
  type RotateInput,
} from './api-keys.schemas.js';
import { ApiKeysService } from './api-keys.service.js';

/** `/api-keys`: who may call the service. */
@HttpController('api-keys')
export class ApiKeysHttpController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  @Answers({
    summary: 'Create a key; it is told this once',
    status: 201,
    schema: issuedOutput,
    redis: 'writes',
    errors: [ApiKeyBeyondOwnError, TooManyApiKeysError],
  })
  async create(
    @CurrentPrincipal() creator: Principal | undefined,
    @Body({ schema: createInput }) input: CreateInput,
  ) {
    return this.apiKeys.create(within(creator, input));
  }

  @Get()
  @Answers({ summary: 'List the keys, without their secrets', status: 200, schema: listOutput })
  async list(@Query({ schema: listQuery }) query: ListQuery) {
    return this.apiKeys.list(query);
  }

  @Get(':id')
  @Answers({
    summary: 'Read what a key may do',
    status: 200,
    schema: keyOutput,
    errors: [ApiKeyNotFoundError],
  })
  async read(@Param('id', { schema: keyId }) id: string) {
    return found(await this.apiKeys.read(id));
  }

  @Post(':id/rotate')
  @Header('Cache-Control', 'no-store')
  @Answers({
    summary: 'Give a key another secret; the one before stays good for a while',
    status: 200,
    schema: issuedOutput,
    redis: 'writes',
    errors: [ApiKeyNotFoundError, ApiKeyEndedError, ApiKeyBeyondOwnError],
  })
  async rotate(
    @CurrentPrincipal() creator: Principal | undefined,
    @Param('id', { schema: keyId }) id: string,
    @Body({ schema: rotateInput }) input: RotateInput,
  ) {
    within(creator, found(await this.apiKeys.read(id)));
    return found(await this.apiKeys.rotate(id, input));
  }

  @Delete(':id')
  @Answers({ summary: 'Revoke a key for good', status: 204, errors: [ApiKeyNotFoundError] })
  async revoke(@Param('id', { schema: keyId }) id: string) {
    found((await this.apiKeys.revoke(id)) || undefined);
  }
}
