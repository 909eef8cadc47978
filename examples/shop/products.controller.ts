import { BadRequestException, Body, Controller, Get, Headers, Param, Put } from '@nestjs/common';
import { Public } from 'rookery';
import { Streams, type EventStream } from 'rookery/extend';
import { z } from 'zod';
import { Catalogue, type Product } from './catalogue.js';

const product = z.object({ id: z.string(), name: z.string(), price: z.number() });

@Controller('products')
export class ProductsController {
  constructor(private readonly catalogue: Catalogue) {}

  @Public()
  @Get()
  async list(): Promise<{ items: Product[]; reads: number }> {
    return { items: await this.catalogue.all(), reads: this.catalogue.reads };
  }

  /** New prices as they come; a browser that was away gets those that it missed. */
  @Public()
  @Get('changes')
  @Streams({ summary: 'Follow the prices', schema: product })
  follow(@Headers('last-event-id') after: string | undefined): EventStream {
    const { changes } = this.catalogue;
    return async function* events(signal) {
      for await (const event of changes.tail({ after, signal })) {
        if (event.type === 'message') yield { id: event.message.id, data: event.message.data };
        if (event.type === 'ready') yield { id: event.position, event: 'ready', data: {} };
      }
    };
  }

  @Put(':id/price')
  async setPrice(@Param('id') id: string, @Body() body: { price?: unknown }): Promise<Product> {
    if (typeof body.price !== 'number' || body.price <= 0) throw new BadRequestException('price');
    return this.catalogue.setPrice(id, body.price);
  }
}
