import { insist } from '../service.js';
import { forEach, Ledger } from './ledger.js';

interface Written {
  value: number;
  at: number;
  /** Values that may have been stored, or may yet be. */
  readonly unsure: Set<number>;
}

/** A counter: what it was last said to be, and how many may have counted beside that. */
export interface Counted {
  value: number;
  at: number;
  unsure: number;
}

/** Of those that may have counted, how many may do so yet: the others are in what is told now. */
export function stillUnsure(before: Counted, value: number): number {
  return Math.max(0, before.unsure - Math.max(0, value - 1 - before.value));
}

const KEYS_PER_CLIENT = 20;

/** Values last until they are written over, and no count is lost or counted twice. */
export class KvLedger extends Ledger {
  readonly feature = 'kv';
  override readonly clients = 3;
  private readonly values = new Map<string, Written>();
  private readonly counters = new Map<string, Counted>();
  private seq = 0;

  async step(client: number): Promise<void> {
    const seq = ++this.seq;
    if (seq % 3 === 0) await this.count(`count-${client}`);
    else await this.write(`value-${client}-${seq % KEYS_PER_CLIENT}`, seq);
  }

  private async write(key: string, value: number): Promise<void> {
    const written = this.values.get(key) ?? { value: 0, at: 0, unsure: new Set() };
    this.values.set(key, written);
    const answer = await this.send({ method: 'PUT', path: `/v1/kv/${key}`, body: { value } });
    if (answer.unsure) written.unsure.add(value);
    if (answer.unsure) this.unsure += 1;
    if (!answer.done) return;
    Object.assign(written, { value, at: answer.at });
    this.acknowledged += 1;
  }

  private async count(key: string): Promise<void> {
    const counted = this.counters.get(key) ?? { value: 0, at: 0, unsure: 0 };
    this.counters.set(key, counted);
    const answer = await this.send({ method: 'POST', path: `/v1/kv/${key}/increment`, body: {} });
    if (answer.unsure) counted.unsure += 1;
    if (answer.unsure) this.unsure += 1;
    if (!answer.done) return;
    const value = Number(answer.body['value']);
    this.compare(key, counted, value - 1);
    Object.assign(counted, { value, at: answer.at, unsure: stillUnsure(counted, value) });
    this.acknowledged += 1;
  }

  /** The count now, against the last one that was told: more only by what is not known to have failed. */
  private compare(key: string, { value, at, unsure }: Counted, now: number): void {
    for (let lost = now; lost < value; lost++) this.lose(`${key}: the count to ${lost + 1}`, at);
    if (now > value + unsure)
      this.broken.push(`${key} is ${now}, after ${value} and ${unsure} that may have counted`);
  }

  async verify(): Promise<void> {
    await forEach(this.values, async ([key, { value, at, unsure }]) => {
      const { status, body } = await insist(this.send, { method: 'GET', path: `/v1/kv/${key}` });
      const found = status === 404 ? 0 : Number(body['value']);
      if (found !== value && !unsure.has(found))
        this.lose(`${key}: ${value}, and ${found} is there instead`, at);
    });
    await forEach(this.counters, async ([key, counted]) => {
      const { status, body } = await insist(this.send, { method: 'GET', path: `/v1/kv/${key}` });
      this.compare(key, counted, status === 404 ? 0 : Number(body['value']));
    });
  }
}
