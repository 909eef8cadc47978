import { Body, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { found, whatOf } from './cache.answers.js';
import { CacheMissError, CacheValueTooLargeError } from './cache.errors.js';
import {
  cacheKey,
  invalidateInput,
  invalidateOutput,
  namespaceName,
  putInput,
  putOutput,
  readOutput,
  readQuery,
  releaseInput,
  releaseOutput,
  statisticsOutput,
  type InvalidateInput,
  type PutInput,
  type ReadQuery,
  type ReleaseInput,
} from './cache.schemas.js';
import { CacheService } from './cache.service.js';

/** `/cache`: caches for clients in any language. */
@HttpController('cache')
export class CacheHttpController {
  constructor(private readonly cache: CacheService) {}

  @Get('statistics')
  @Answers({
    summary: "Count this process' own hits, misses and loads",
    status: 200,
    schema: statisticsOutput,
    redis: 'nothing',
  })
  statistics() {
    return { namespaces: this.cache.allStatistics() };
  }

  @Put(':namespace/:key')
  @Answers({
    summary: 'Store a value, under a lease or as the newest',
    status: 200,
    schema: putOutput,
    redis: 'writes',
    errors: [CacheValueTooLargeError],
  })
  async set(
    @Param('namespace', { schema: namespaceName }) namespace: string,
    @Param('key', { schema: cacheKey }) key: string,
    @Body({ schema: putInput }) input: PutInput,
  ) {
    return this.cache.remote.write({ namespace, key }, input);
  }

  @Get(':namespace/:key')
  @Answers({
    summary: 'Read a value, or get the lease to load it',
    status: 200,
    schema: readOutput,
    redis: 'writes',
    errors: [CacheMissError],
  })
  async get(
    @Param('namespace', { schema: namespaceName }) namespace: string,
    @Param('key', { schema: cacheKey }) key: string,
    @Query({ schema: readQuery }) query: ReadQuery,
  ) {
    return found(await this.cache.remote.read({ namespace, key }, query), query.lease);
  }

  @Delete(':namespace/:key')
  @Answers({ summary: 'Delete a value, and what is being loaded for it', status: 204 })
  async delete(
    @Param('namespace', { schema: namespaceName }) namespace: string,
    @Param('key', { schema: cacheKey }) key: string,
  ) {
    await this.cache.remote.delete({ namespace, key });
  }

  @Post(':namespace/:key/release')
  @Answers({ summary: 'Give a lease back without a value', status: 200, schema: releaseOutput })
  async release(
    @Param('namespace', { schema: namespaceName }) namespace: string,
    @Param('key', { schema: cacheKey }) key: string,
    @Body({ schema: releaseInput }) { lease }: ReleaseInput,
  ) {
    return { released: await this.cache.remote.release({ namespace, key }, lease) };
  }

  @Post(':namespace/invalidate')
  @Answers({
    summary: 'Invalidate tags, or a whole namespace',
    status: 200,
    schema: invalidateOutput,
    redis: 'writes',
  })
  async invalidate(
    @Param('namespace', { schema: namespaceName }) namespace: string,
    @Body({ schema: invalidateInput }) input: InvalidateInput,
  ) {
    await this.cache.remote.invalidate(namespace, whatOf(input));
    return { invalidated: true };
  }
}
