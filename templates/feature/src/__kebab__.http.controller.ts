import { Body, Delete, Get, Param, Put } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { found, stored } from './__kebab__.answers.js';
import { __Pascal__FullError, __Pascal__NotFoundError } from './__kebab__.errors.js';
import * as shapes from './__kebab__.schemas.js';
import { __Pascal__Service } from './__kebab__.service.js';

/** `/__kebab__`: entries of an owner. */
@HttpController('__kebab__')
export class __Pascal__HttpController {
  constructor(private readonly __camel__: __Pascal__Service) {}

  @Put(':owner/:name')
  @Answers({
    summary: 'Store an entry',
    status: 200,
    schema: shapes.entryOutput,
    redis: 'writes',
    errors: [__Pascal__FullError],
  })
  async put(
    @Param('owner', { schema: shapes.owner }) owner: string,
    @Param('name', { schema: shapes.name }) name: string,
    @Body({ schema: shapes.putInput }) { value }: shapes.PutInput,
  ) {
    stored(await this.__camel__.put(owner, name, value));
    return { name, value };
  }

  @Get(':owner/:name')
  @Answers({
    summary: 'Read an entry',
    status: 200,
    schema: shapes.entryOutput,
    errors: [__Pascal__NotFoundError],
  })
  async get(
    @Param('owner', { schema: shapes.owner }) owner: string,
    @Param('name', { schema: shapes.name }) name: string,
  ) {
    return { name, value: found(await this.__camel__.get(owner, name)) };
  }

  @Delete(':owner/:name')
  @Answers({ summary: 'Remove an entry', status: 204, errors: [__Pascal__NotFoundError] })
  async delete(
    @Param('owner', { schema: shapes.owner }) owner: string,
    @Param('name', { schema: shapes.name }) name: string,
  ) {
    found(await this.__camel__.delete(owner, name));
  }
}
