import { Replies, turnEnd, type RedisConnection } from '../../redis/index.js';
import { ServerClock } from './rate-limit.clock.js';
import { AWAY, type Reach } from './rate-limit.reach.js';
import type { Rule } from './rate-limit.rules.js';
import { chargeLimits } from './scripts/index.js';

/** What to do with a limit; see `charge-limits.lua`. */
export type Mode = 'take' | 'peek' | 'charge' | 'refund';

/** One subject's part in a call of the script. */
export interface Ask {
  readonly mode: Mode;
  readonly cost: number;
  /** On a Cluster all of one owner. */
  readonly rules: readonly Rule[];
  /** Refund of a take: what it was told of each rule, when by Redis' clock. */
  readonly of?: Told;
}

/** What the script says of one rule. Times in milliseconds, exact to the microsecond. */
export interface State {
  readonly enough: boolean;
  readonly remaining: number;
  readonly retryMs: number;
  readonly resetMs: number;
}

/** What the script says of the rules of one ask, and when by Redis' clock, in microseconds. */
export interface Told {
  readonly nowUs: number;
  readonly states: readonly State[];
}

/**
 * Subjects of one call: several calls of a turn are on their way at the same time, so that the replies of one and Redis' work
 * on the next overlap. Longer calls are cheaper each, but leave a short rest behind them for most numbers of callers.
 */
const MAX_ASKS = 20;

/** Asks that differ only in their keys, so that one call of the script answers all. */
interface Batch {
  readonly ask: Ask;
  readonly states: string[];
  readonly waiting: PromiseWithResolvers<Told | typeof AWAY>[];
}

/** Lets the asks of one turn of the event loop that are of one kind share calls of the script; on a Cluster those of one owner. */
export class Batches {
  private filling = new Map<string, Batch>();
  private readonly answers = new Replies();
  private readonly clock: ServerClock;

  constructor(
    private readonly redis: RedisConnection,
    private readonly reach: Reach,
    private readonly settings: { readonly withinMs: number; readonly channel: string },
  ) {
    this.clock = new ServerClock(settings.withinMs / 2);
  }

  /** Promises what the script says, or {@link AWAY} when Redis does not answer in time: then it will not take anything later, either. */
  add(ask: Ask): { readonly promise: Promise<Told | typeof AWAY> } {
    const kind = this.kindOf(ask);
    const batch = this.filling.get(kind) ?? this.begin(kind, ask);
    for (const { key } of ask.rules) batch.states.push(key);
    const waiting = Promise.withResolvers<Told | typeof AWAY>();
    batch.waiting.push(waiting);
    if (batch.waiting.length === MAX_ASKS) {
      this.filling.delete(kind);
      void this.send(batch);
    }
    return waiting;
  }

  private begin(kind: string, ask: Ask): Batch {
    // Who is alone gains nothing from waiting for company.
    if (this.filling.size === 0 && this.answers.onTheirWay === 0) process.nextTick(() => this.flush());
    else if (this.filling.size === 0) turnEnd.send(() => this.flush());
    const batch: Batch = { ask, states: [], waiting: [] };
    this.filling.set(kind, batch);
    return batch;
  }

  private kindOf(ask: Ask): string {
    const { mode, cost, rules, of } = ask;
    // A refund is of one take, so none is like another.
    if (of) return `${mode} ${cost} ${rulesJson(ask)} ${rules[0]?.owner}`;
    let kind = `${mode} ${cost}`;
    if (this.redis.isCluster) kind += ` ${rules[0]?.owner}`;
    for (const { id } of rules) kind += ` ${id}`;
    return kind;
  }

  private flush(): void {
    const { filling } = this;
    this.filling = new Map();
    for (const batch of filling.values()) void this.send(batch);
  }

  private async send(batch: Batch): Promise<void> {
    const { waiting, ask } = batch;
    const send = async () => this.reach.ask(async () => this.call(batch));
    try {
      await this.answers.ask(send, (reply) => {
        for (const [i, { resolve }] of waiting.entries())
          resolve(reply === AWAY || reply.length === 1 ? AWAY : told(reply, i, ask.rules.length));
      });
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  /** A call that Redis finds too late does nothing; if it was not, its clock has stepped ahead, and is believed at the second try. */
  private async call(batch: Batch): Promise<readonly number[]> {
    const giveUpAt = performance.now() + this.settings.withinMs;
    const reply = await this.callOnce(batch, giveUpAt);
    return reply.length === 1 && performance.now() < giveUpAt ? this.callOnce(batch, giveUpAt) : reply;
  }

  private async callOnce({ ask, states }: Batch, giveUpAt: number): Promise<readonly number[]> {
    const { mode, cost } = ask;
    const sentAt = performance.now();
    const args = {
      mode,
      cost,
      notAfterUs: mode === 'take' ? this.clock.at(giveUpAt) : 'inf',
      channel: this.settings.channel,
      rules: `[${rulesJson(ask)}]`,
    };
    const reply = await chargeLimits.run(this.redis.client, {}, args, { keys: states });
    this.clock.learn(reply[0] ?? 0, sentAt);
    return reply;
  }
}

/** The rules as the script is told them; of a refund, each with the instant at which the state after its take would be free. */
function rulesJson({ rules, of }: Ask): string {
  if (!of) return rules.map(({ json }) => json).join(',');
  const untilUs = (i: number) => of.nowUs + Math.round((of.states[i]?.resetMs ?? 0) * 1000);
  return rules.map(({ json }, i) => `${json.slice(0, -1)},"untilUs":${untilUs(i)}}`).join(',');
}

/** The numbers of the `i`th ask of a reply. */
function told(reply: readonly number[], i: number, rules: number): Told {
  const states: State[] = [];
  for (let rule = i * rules; rule < (i + 1) * rules; rule++) {
    const at = 1 + rule * 4;
    states.push({
      enough: reply[at] === 1,
      remaining: reply[at + 1] ?? 0,
      retryMs: (reply[at + 2] ?? 0) / 1000,
      resetMs: (reply[at + 3] ?? 0) / 1000,
    });
  }
  return { nowUs: reply[0] ?? 0, states };
}
