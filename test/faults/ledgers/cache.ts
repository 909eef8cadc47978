import { setTimeout as delay } from 'node:timers/promises';
import { insist } from '../service.js';
import { forEach, Ledger, oneOf } from './ledger.js';

interface Row {
  readonly key: string;
  readonly tag: string;
  /** What the database says now. */
  version: number;
  /** What it said when an invalidation was last acknowledged: nothing older may be read. */
  floor: number;
  at: number;
  isChanging: boolean;
}

const KEYS = 12;
const TAGS = 3;

/** Once an invalidation is acknowledged, nobody reads what was there before; not even what is being loaded meanwhile. */
export class CacheLedger extends Ledger {
  readonly feature = 'cache';
  override readonly clients = 4;
  private readonly rows = Array.from({ length: KEYS }, (_, i): Row => ({
    key: `row-${i}`,
    tag: `tag-${i % TAGS}`,
    version: 1,
    floor: 1,
    at: 0,
    isChanging: false,
  }));
  private seq = 0;

  async step(): Promise<void> {
    const row = oneOf(this.rows);
    if (!row) return;
    const seq = ++this.seq;
    if (seq % 10 === 0) await this.change(this.rows.filter(({ tag }) => tag === row.tag));
    else if (seq % 4 === 0) await this.change([row]);
    else await this.read(row);
  }

  /** Writes to the database, then invalidates until that is certain. */
  private async change(rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (!first || rows.some(({ isChanging }) => isChanging)) return;
    for (const row of rows) Object.assign(row, { isChanging: true, version: row.version + 1 });
    const request =
      rows.length > 1
        ? { method: 'POST', path: '/v1/cache/rows/invalidate', body: { tags: [first.tag] } }
        : { method: 'DELETE', path: `/v1/cache/rows/${first.key}` };
    const answer = await this.send(request);
    if (answer.unsure) this.unsure += 1;
    const { at } = answer.done ? answer : await insist(this.send, request);
    for (const row of rows) Object.assign(row, { isChanging: false, floor: row.version, at });
    this.acknowledged += 1;
  }

  private async read(row: Row): Promise<void> {
    const { floor, at } = row;
    const path = `/v1/cache/rows/${row.key}`;
    const { done, body } = await this.send({ method: 'GET', path: `${path}?lease=1` });
    if (!done) return;
    if (body['hit'] === true) {
      this.note('hits');
      if (Number(body['value']) < floor)
        this.lose(`an invalidation of ${row.key}: ${String(body['value'])} read after ${floor}`, at);
    } else if (body['lease']) {
      const value = row.version;
      await delay(Math.random() * 20); // a change may come in between
      const load = { value, ttlMs: 600_000, tags: [row.tag], lease: body['lease'] };
      await this.send({ method: 'PUT', path, body: load });
      this.note('loads');
    }
  }

  async verify(): Promise<void> {
    await forEach(this.rows, async (row) => this.read(row));
    await forEach(this.rows, async (row) => this.read(row));
  }
}
