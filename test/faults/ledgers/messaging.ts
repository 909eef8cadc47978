import { setTimeout as delay } from 'node:timers/promises';
import { insist } from '../service.js';
import { Ledger } from './ledger.js';

interface Message {
  readonly id: string;
  readonly sequence: number;
  readonly key: string;
  readonly receipt: string;
  readonly data: { readonly n: number };
}

const TOPIC = '/v1/topics/orders';
const GROUP = `${TOPIC}/groups/billing`;
const PUBLISHERS = 2;
const KEYS = 8;
const LEASE_MS = 2000;
const DRAIN_WITHIN_MS = 60_000;

/**
 * What was published is stored once, without holes, and handled by the group at least once; of messages with the same
 * key none comes after a later one.
 */
export class MessagingLedger extends Ledger {
  readonly feature = 'messaging';
  override readonly clients = PUBLISHERS + 2;
  private readonly published = new Map<number, number>();
  private readonly handled = new Set<number>();
  /** The last message of a key that was delivered. */
  private readonly reached = new Map<string, number>();
  /** When acknowledging a message was accepted. */
  private readonly acked = new Map<number, number>();
  private seq = 0;

  override async open(): Promise<void> {
    const body = { from: 'start', leaseMs: LEASE_MS, maxDeliveries: 1000 };
    await insist(this.send, { method: 'PUT', path: GROUP, body });
  }

  async step(client: number): Promise<void> {
    await (client < PUBLISHERS ? this.publish() : this.consume(100));
  }

  /** Publishes again under the same key until it is certain. */
  private async publish(): Promise<void> {
    const n = ++this.seq;
    const body = { data: { n }, key: `key-${n % KEYS}`, idempotencyKey: `order-${n}` };
    const request = { method: 'POST', path: `${TOPIC}/messages`, body };
    const first = await this.send(request);
    if (first.unsure) this.unsure += 1;
    const answer = first.done ? first : await insist(this.send, request);
    if (!answer.done) throw new Error(`A message was refused: ${JSON.stringify(answer.body)}`);
    this.published.set(n, answer.at);
    this.acknowledged += 1;
  }

  private async consume(waitMs: number): Promise<number> {
    const pull = await this.send({ method: 'POST', path: `${GROUP}/pull`, body: { max: 10, waitMs } });
    const messages = pull.done ? (pull.body['messages'] as Message[]) : [];
    if (messages.length === 0) return 0;
    for (const message of messages) this.handle(message);
    const receipts = messages.map(({ receipt }) => receipt);
    const ack = await this.send({ method: 'POST', path: `${GROUP}/ack`, body: { receipts } });
    if (!ack.done) this.note('acknowledgements unsure');
    const results = ack.done ? (ack.body['results'] as { accepted: boolean }[]) : [];
    for (const [i, { accepted }] of results.entries())
      if (accepted) this.acked.set(messages[i]?.sequence ?? 0, ack.at);
    return messages.length;
  }

  private handle({ sequence, key, data }: Message): void {
    if (this.handled.has(data.n)) this.note('deliveries again');
    this.handled.add(data.n);
    const reached = this.reached.get(key) ?? 0;
    const ackedAt = this.acked.get(sequence);
    if (ackedAt !== undefined) this.lose(`the acknowledgement of message ${sequence}`, ackedAt);
    else if (sequence < reached) this.broken.push(`${key}: message ${sequence} came after ${reached}`);
    this.reached.set(key, Math.max(reached, sequence));
  }

  async verify(): Promise<void> {
    for (const giveUpAt = Date.now() + DRAIN_WITHIN_MS; !(await this.isDrained());) {
      if (Date.now() > giveUpAt) return void this.broken.push('messages are not delivered');
      if ((await this.consume(0)) === 0) await delay(50);
    }
    const stored = await this.stored();
    for (const [n, at] of this.published) {
      if (!stored.has(n)) this.lose(`message ${n}`, at);
      else if (!this.handled.has(n)) this.broken.push(`message ${n} was never delivered`);
    }
  }

  private async isDrained(): Promise<boolean> {
    const { body } = await insist(this.send, { method: 'GET', path: GROUP });
    const { lag, delivered, retrying, parked } = body as Record<string, number>;
    return [lag, delivered, retrying, parked].every((count) => count === 0);
  }

  private async stored(): Promise<Set<number>> {
    const found = new Set<number>();
    let last = 0;
    for (let after = '0'; ;) {
      const path = `${TOPIC}/messages?limit=200&after=${after}`;
      const { body } = await insist(this.send, { method: 'GET', path });
      for (const { data, sequence } of body['items'] as Message[]) {
        if (found.has(data.n)) this.broken.push(`message ${data.n} is stored twice`);
        if (sequence !== last + 1) this.broken.push(`message ${sequence} comes after ${last}`);
        found.add(data.n);
        last = sequence;
      }
      if (typeof body['nextCursor'] !== 'string') return found;
      after = body['nextCursor'];
    }
  }
}
