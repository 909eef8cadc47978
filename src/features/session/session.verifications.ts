import { RedisUnavailableError, turnEnd } from '../../redis/index.js';
import { verifySessions, type Verdict } from './scripts/index.js';
import type { SessionCore } from './session.core.js';
import type { SessionPlace } from './session.partitions.js';

/** What Redis says of a token, and at which instant. */
export interface Answer {
  readonly now: number;
  readonly verdict: Verdict;
}

/** A token that is to be verified. */
export interface Asked {
  readonly place: SessionPlace;
  readonly mac: string;
  readonly oldMac: string;
  /** Whether this is use of the session. */
  readonly touch: boolean;
  readonly answer: PromiseWithResolvers<Answer>;
}

/** What stands for the first partition of a call; the others have the next letters. */
const A = 65;
/** Tokens of one call: Redis works at them while the requests of the call before go on. */
const MAX_ASKED = 32;

/**
 * Lets the tokens of one turn of the event loop share a call of the script, on a Cluster those of one partition: a call costs
 * Redis and this process more than a token in it does (docs/decisions/0008).
 */
export class Verifications {
  private filling = new Map<number, Asked[]>();
  private onTheirWay = 0;

  constructor(private readonly core: SessionCore) {}

  /** Settles the token's `answer`; it may fail with RedisUnavailableError. */
  ask(asked: Asked): void {
    const kind = this.core.places.areApart ? asked.place.partition : 0;
    const batch = this.filling.get(kind) ?? this.begin(kind);
    if (batch.push(asked) < MAX_ASKED) return;
    this.filling.delete(kind);
    void this.send(batch);
  }

  private begin(kind: number): Asked[] {
    // Who is alone gains nothing from waiting for company.
    if (this.filling.size === 0 && this.onTheirWay === 0) process.nextTick(() => this.flush());
    else if (this.filling.size === 0) turnEnd.send(() => this.flush());
    const batch: Asked[] = [];
    this.filling.set(kind, batch);
    return batch;
  }

  private flush(): void {
    const { filling } = this;
    this.filling = new Map();
    for (const batch of filling.values()) void this.send(batch);
  }

  private async send(batch: readonly Asked[]): Promise<void> {
    this.onTheirWay++;
    try {
      const { now, verdicts } = await this.call(batch);
      for (const [i, verdict] of verdicts.entries()) batch[i]?.answer.resolve({ now, verdict });
    } catch (error) {
      if (batch.length === 1 || error instanceof RedisUnavailableError)
        for (const { answer } of batch) answer.reject(error);
      // One that Redis cannot judge, as where a key holds something else, spoils the call for all: each is then asked about by itself.
      else for (const asked of batch) void this.send([asked]);
    } finally {
      this.onTheirWay--;
    }
  }

  private async call(batch: readonly Asked[]): Promise<{ now: number; verdicts: readonly Verdict[] }> {
    const { options, eventsKept, replication } = this.core;
    const partitions = new Map<number, string>();
    const shared: string[] = [];
    const keys: string[] = [];
    const tokens: string[] = [];
    for (const { place, mac, oldMac, touch } of batch) {
      let at = partitions.get(place.partition);
      if (at === undefined) {
        at = String.fromCharCode(A + partitions.size);
        partitions.set(place.partition, at);
        shared.push(place.expiry, place.online, place.seen, place.events);
      }
      keys.push(place.session, place.user);
      tokens.push(`${at}${touch ? '+' : '-'}${place.serial}${mac}${oldMac}`);
    }
    const { onLimit, graceMs, touchIntervalMs: touchMs } = options;
    const args = {
      partitions: partitions.size,
      byUse: onLimit === 'lru' ? 1 : 0,
      graceMs,
      eventsKept,
      touchMs,
    };
    return verifySessions.run(replication.client, {}, args, { keys: [...shared, ...keys], args: tokens });
  }
}
