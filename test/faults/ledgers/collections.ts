import { listed, type Send } from '../service.js';
import { Ledger } from './ledger.js';

const BATCH = 3;

/** A batch is stored whole or not at all, and listed in order until it is removed. */
export class CollectionsLedger extends Ledger {
  readonly feature = 'collections';
  private readonly batches = new Map<number, number>();
  private seq = 0;

  /** @param ttlMs how long items last; for good unless told, and only then they can be looked for afterwards */
  constructor(
    send: Send,
    private readonly ttlMs?: number,
  ) {
    super(send);
  }

  async step(): Promise<void> {
    const batch = ++this.seq;
    const items = Array.from({ length: BATCH }, (_, place) => ({ batch, place }));
    const answer = await this.send({
      method: 'POST',
      path: '/v1/collections/orders/items',
      body: { items, ...(this.ttlMs && { ttlMs: this.ttlMs }) },
    });
    if (answer.done) this.batches.set(batch, answer.at);
    if (answer.done) this.acknowledged += 1;
    if (answer.unsure) this.unsure += 1;
  }

  async verify(): Promise<void> {
    const found = new Map<number, number>();
    const items = await listed<{ item: { batch: number } }>(this.send, '/v1/collections/orders/items?');
    for (const { item } of items) found.set(item.batch, (found.get(item.batch) ?? 0) + 1);
    for (const [batch, at] of this.batches) if (!found.has(batch)) this.lose(`batch ${batch}`, at);
    for (const [batch, count] of found)
      if (count !== BATCH) this.broken.push(`batch ${batch} has ${count} of ${BATCH} items`);
  }
}
