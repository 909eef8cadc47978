import { Body, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { found } from './collections.answers.js';
import { ItemNotFoundError, ItemTooLargeError } from './collections.errors.js';
import {
  collectionName,
  countOutput,
  dropOutput,
  insertInput,
  insertOutput,
  itemId,
  itemOutput,
  listOutput,
  listQuery,
  patchInput,
  type InsertInput,
  type ListQuery,
  type PatchInput,
} from './collections.schemas.js';
import { CollectionsService } from './collections.service.js';

/** `/collections`: named collections of JSON objects. */
@HttpController('collections')
export class CollectionsHttpController {
  constructor(private readonly collections: CollectionsService) {}

  @Get(':name')
  @Answers({ summary: 'Count the items', status: 200, schema: countOutput })
  async count(@Param('name', { schema: collectionName }) name: string) {
    return { name, count: await this.collections.count(name) };
  }

  @Delete(':name')
  @Answers({ summary: 'Remove all items', status: 200, schema: dropOutput })
  async drop(@Param('name', { schema: collectionName }) name: string) {
    return { deleted: await this.collections.drop(name) };
  }

  @Post(':name/items')
  @Answers({
    summary: 'Insert a batch of items',
    status: 201,
    schema: insertOutput,
    redis: 'writes',
    errors: [ItemTooLargeError],
  })
  async insert(
    @Param('name', { schema: collectionName }) name: string,
    @Body({ schema: insertInput }) { items, ttlMs }: InsertInput,
  ) {
    return { ids: await this.collections.insert(name, items, { ttlMs }) };
  }

  @Get(':name/items')
  @Answers({ summary: 'List items in order of insertion', status: 200, schema: listOutput })
  async list(
    @Param('name', { schema: collectionName }) name: string,
    @Query({ schema: listQuery }) query: ListQuery,
  ) {
    return this.collections.list(name, query);
  }

  @Get(':name/items/:id')
  @Answers({ summary: 'Read an item', status: 200, schema: itemOutput, errors: [ItemNotFoundError] })
  async read(
    @Param('name', { schema: collectionName }) name: string,
    @Param('id', { schema: itemId }) id: string,
  ) {
    return found(await this.collections.read(name, id));
  }

  @Patch(':name/items/:id')
  @Answers({
    summary: 'Set and remove fields of an item',
    status: 200,
    schema: itemOutput,
    redis: 'writes',
    errors: [ItemNotFoundError, ItemTooLargeError],
  })
  async patch(
    @Param('name', { schema: collectionName }) name: string,
    @Param('id', { schema: itemId }) id: string,
    @Body({ schema: patchInput }) fields: PatchInput,
  ) {
    return found(await this.collections.patch(name, id, fields));
  }

  @Delete(':name/items/:id')
  @Answers({ summary: 'Remove an item', status: 204, errors: [ItemNotFoundError] })
  async delete(
    @Param('name', { schema: collectionName }) name: string,
    @Param('id', { schema: itemId }) id: string,
  ) {
    found(await this.collections.delete(name, id));
  }
}
