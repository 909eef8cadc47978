import { Injectable } from '@nestjs/common';
import { CollectionsService, QueueService, type Item } from 'rookery';

/** What a confirmation needs to know. */
export interface Confirmation {
  readonly user: string;
  readonly orderId: string;
}

const ofUser = (user: string) => `orders-${user}`;
const MONTH_MS = 30 * 86_400_000;

/** Orders are kept for a month, and confirmed by a job. */
@Injectable()
export class Orders {
  private readonly confirmations;

  constructor(
    private readonly collections: CollectionsService,
    queues: QueueService,
  ) {
    this.confirmations = queues.queue<{ confirm: Confirmation }>('confirmations');
  }

  async place(user: string, product: string): Promise<string> {
    const order = { product, state: 'placed' };
    const [orderId = ''] = await this.collections.insert(ofUser(user), [order], { ttlMs: MONTH_MS });
    // Under the order's own id: placed again by a caller who heard no answer, there is still one job.
    await this.confirmations.add('confirm', { user, orderId }, { id: orderId, attempts: 5 });
    return orderId;
  }

  async confirm({ user, orderId }: Confirmation, reference: string): Promise<void> {
    await this.collections.patch(ofUser(user), orderId, { state: 'confirmed', reference });
  }

  async list(user: string): Promise<Item[]> {
    const { items } = await this.collections.list(ofUser(user), { order: 'newest' });
    return items;
  }
}
