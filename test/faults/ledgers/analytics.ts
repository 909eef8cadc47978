import { insist } from '../service.js';
import { Ledger } from './ledger.js';

const SITE = '/v1/analytics/shop.example';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const USERS = 50;

/** What was answered is counted, exactly once, however often it had to be sent. */
export class AnalyticsLedger extends Ledger {
  readonly feature = 'analytics';
  private readonly counted: number[] = [];
  private seq = 0;

  /** Sends an event again under its id until it is certain. */
  async step(): Promise<void> {
    const seq = ++this.seq;
    const event = { name: 'pageview', path: `/page-${seq % 10}`, userId: `user-${seq % USERS}` };
    const request = {
      method: 'POST',
      path: `${SITE}/events`,
      headers: { 'user-agent': BROWSER },
      body: { ...event, id: `event-${seq}` },
    };
    const first = await this.send(request);
    if (first.unsure) this.unsure += 1;
    const answer = first.done ? first : await insist(this.send, request);
    if (answer.body['accepted'] !== 1)
      this.broken.push(`an event was refused: ${JSON.stringify(answer.body)}`);
    this.counted.push(answer.at);
    this.acknowledged += 1;
  }

  async verify(): Promise<void> {
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    const [yesterday, tomorrow] = [day(Date.now() - 86_400_000), day(Date.now() + 86_400_000)];
    const path = `${SITE}/pageviews?from=${yesterday}&to=${tomorrow}&interval=day`;
    const { body } = await insist(this.send, { method: 'GET', path });
    const { pageviews = 0 } = (body['total'] ?? {}) as { pageviews?: number };
    for (const at of this.counted.slice(pageviews)) this.lose('a page view', at);
    if (pageviews > this.counted.length)
      this.broken.push(`${pageviews} page views are counted, of ${this.counted.length}`);
  }
}
