import { Injectable, NotFoundException } from '@nestjs/common';
import { Cacheable, CacheEvict, defineCache, MessagingService, type Topic } from 'rookery';

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly price: number;
}

/** Fresh for a minute, and served for ten more while one caller loads it anew. */
const products = defineCache<[], Product[]>({
  name: 'products',
  key: () => 'all',
  ttlMs: 60_000,
  staleMs: 600_000,
});

/** What the shop sells. The table stands for a database that takes its time. */
@Injectable()
export class Catalogue {
  /** How often the database was asked, to be seen on the page. */
  reads = 0;
  /** New prices, for whoever follows them. */
  readonly changes: Topic<Product>;
  private readonly table = new Map<string, Product>(
    [
      { id: 'book', name: 'A book about rooks', price: 24 },
      { id: 'lamp', name: 'A lamp', price: 49 },
      { id: 'desk', name: 'A desk', price: 310 },
    ].map((product) => [product.id, product]),
  );

  constructor(messaging: MessagingService) {
    this.changes = messaging.topic('prices');
  }

  /** However many ask, in however many processes, it is read once. */
  @Cacheable(products)
  async all(): Promise<Product[]> {
    this.reads++;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return [...this.table.values()];
  }

  async find(id: string): Promise<Product> {
    const found = (await this.all()).find((product) => product.id === id);
    if (!found) throw new NotFoundException(`There is no product ${id}`);
    return found;
  }

  /** Nobody sees the old price once this has resolved. */
  @CacheEvict(products, { args: (_id: string, _price: number) => [] as [] })
  async setPrice(id: string, price: number): Promise<Product> {
    const product = this.table.get(id);
    if (!product) throw new NotFoundException(`There is no product ${id}`);
    const changed = { ...product, price };
    this.table.set(id, changed);
    await this.changes.publish(changed);
    return changed;
  }
}
