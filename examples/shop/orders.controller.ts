import { Body, Controller, Get, Post, type ExecutionContext } from '@nestjs/common';
import { CurrentSession, RateLimit, visitOf, type Item } from 'rookery';
import { Catalogue } from './catalogue.js';
import { Orders } from './orders.js';

/** Each user by themselves, wherever they order from. */
const byUser = (context: ExecutionContext) =>
  visitOf(context.switchToHttp().getRequest<object>())?.session.userId ?? 'nobody';

@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: Orders,
    private readonly catalogue: Catalogue,
  ) {}

  @RateLimit({ policy: 'orders', subject: byUser })
  @Post()
  async place(
    @CurrentSession('userId') user: string,
    @Body() { product = '' }: { product?: string },
  ): Promise<{ id: string }> {
    const { id } = await this.catalogue.find(product);
    return { id: await this.orders.place(user, id) };
  }

  @Get()
  async list(@CurrentSession('userId') user: string): Promise<{ items: Item[] }> {
    return { items: await this.orders.list(user) };
  }
}
