import { Body, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { Answers, HttpController, NamedBy, namesIn } from '../../transport/index.js';
import { found, stored } from './kv.answers.js';
import { pipelineInput, pipelineOutput, type PipelineInput } from './kv.pipeline.schemas.js';
import {
  CrossSlotError,
  KvExistsError,
  KvNotANumberError,
  KvNotFoundError,
  KvOutOfRangeError,
  KvValueTooLargeError,
  KvVersionMismatchError,
  PipelineAbortedError,
  WrongTypeError,
} from './kv.errors.js';
import {
  entryOutput,
  expireInput,
  expireOutput,
  incrementInput,
  incrementOutput,
  kvKey,
  setInput,
  setOutput,
  type ExpireInput,
  type IncrementInput,
  type SetInput,
} from './kv.schemas.js';
import { KvService } from './kv.service.js';

/** `/kv`: values under keys. */
@HttpController('kv')
export class KvHttpController {
  constructor(private readonly kv: KvService) {}

  @Put(':key')
  @Answers({
    summary: 'Store a value',
    status: 200,
    schema: setOutput,
    redis: 'writes',
    errors: [KvExistsError, KvVersionMismatchError, WrongTypeError, KvValueTooLargeError],
  })
  async set(
    @Param('key', { schema: kvKey }) key: string,
    @Body({ schema: setInput }) { value, ...options }: SetInput,
  ) {
    return stored(key, await this.kv.set(key, value, options));
  }

  @Get(':key')
  @Answers({
    summary: 'Read a value',
    status: 200,
    schema: entryOutput,
    errors: [KvNotFoundError, WrongTypeError],
  })
  async get(@Param('key', { schema: kvKey }) key: string) {
    return found(await this.kv.entry(key));
  }

  @Delete(':key')
  @Answers({ summary: 'Remove a value', status: 204, errors: [KvNotFoundError] })
  async delete(@Param('key', { schema: kvKey }) key: string) {
    found(await this.kv.delete(key));
  }

  @Post(':key/increment')
  @Answers({
    summary: 'Add to a counter',
    status: 200,
    schema: incrementOutput,
    redis: 'writes',
    errors: [KvNotANumberError, KvOutOfRangeError, WrongTypeError],
  })
  async increment(
    @Param('key', { schema: kvKey }) key: string,
    @Body({ schema: incrementInput }) input: IncrementInput,
  ) {
    return { value: await this.kv.increment(key, input) };
  }

  @Post(':key/expire')
  @Answers({ summary: 'Set the time to live', status: 200, schema: expireOutput, errors: [KvNotFoundError] })
  async expire(
    @Param('key', { schema: kvKey }) key: string,
    @Body({ schema: expireInput }) { ttlMs }: ExpireInput,
  ) {
    found(await this.kv.expire(key, ttlMs));
    return { key, ttlMs };
  }
}

/** `/pipeline`: many commands in one round trip. */
@HttpController('pipeline', 'kv')
export class PipelineHttpController {
  constructor(private readonly kv: KvService) {}

  @Post()
  @NamedBy(namesIn('commands', 'key'))
  @Answers({
    summary: 'Run many commands in one round trip',
    status: 200,
    schema: pipelineOutput,
    redis: 'writes',
    errors: [PipelineAbortedError, CrossSlotError, KvValueTooLargeError],
  })
  async run(@Body({ schema: pipelineInput }) { commands, atomic }: PipelineInput) {
    return { results: await this.kv.pipeline(commands, { atomic }) };
  }
}
