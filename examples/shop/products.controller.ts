import { BadRequestException, Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Public } from 'rookery';
import { Catalogue, type Product } from './catalogue.js';

@Controller('products')
export class ProductsController {
  constructor(private readonly catalogue: Catalogue) {}

  @Public()
  @Get()
  async list(): Promise<{ items: Product[]; reads: number }> {
    return { items: await this.catalogue.all(), reads: this.catalogue.reads };
  }

  @Put(':id/price')
  async setPrice(@Param('id') id: string, @Body() body: { price?: unknown }): Promise<Product> {
    if (typeof body.price !== 'number' || body.price <= 0) throw new BadRequestException('price');
    return this.catalogue.setPrice(id, body.price);
  }
}
