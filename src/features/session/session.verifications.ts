import { RedisUnavailableError } from '../../redis/index.js';
import { verifySessions, type Verdict } from './scripts/index.js';
import type { SessionCore } from './session.core.js';
import type { SessionPlace } from './session.partitions.js';

/** A token that is to be verified. */
export interface Asked {
  readonly place: SessionPlace;
  readonly mac: string;
  readonly oldMac: string;
  /** How seldom use is written down at most, in milliseconds; -1 to only look. */
  readonly touchMs: number;
}

interface Batch {
  readonly asked: Asked[];
  readonly verdicts: PromiseWithResolvers<readonly (Verdict | undefined)[]>;
}

/** Tokens of one call: Redis works at them while the requests of the call before go on. */
const MAX_ASKED = 32;

/**
 * Lets the tokens of one turn of the event loop share a call of the script, on a Cluster those of one partition: a call costs
 * Redis and this process more than a token in it does (docs/decisions/0008).
 */
export class Verifications {
  private filling = new Map<number, Batch>();
  private onTheirWay = 0;

  constructor(private readonly core: SessionCore) {}

  /** @throws RedisUnavailableError */
  async ask(asked: Asked): Promise<Verdict> {
    const kind = this.core.places.areApart ? asked.place.partition : 0;
    const batch = this.filling.get(kind) ?? this.begin(kind);
    const at = batch.asked.push(asked) - 1;
    if (batch.asked.length === MAX_ASKED) {
      this.filling.delete(kind);
      this.send(batch);
    }
    const verdict = (await batch.verdicts.promise)[at];
    // One that Redis cannot judge, as where a key holds something else, spoils the call for all: each is then asked about by itself.
    return verdict ?? this.askAlone(asked);
  }

  private begin(kind: number): Batch {
    // Who is alone gains nothing from waiting for company.
    if (this.filling.size === 0 && this.onTheirWay === 0) process.nextTick(() => this.flush());
    else if (this.filling.size === 0) setImmediate(() => this.flush());
    const batch: Batch = { asked: [], verdicts: Promise.withResolvers() };
    this.filling.set(kind, batch);
    return batch;
  }

  private flush(): void {
    const { filling } = this;
    this.filling = new Map();
    for (const batch of filling.values()) this.send(batch);
  }

  private send({ asked, verdicts }: Batch): void {
    this.onTheirWay++;
    this.call(asked)
      .catch((error: unknown) => {
        if (asked.length === 1 || error instanceof RedisUnavailableError) throw error;
        return [];
      })
      .finally(() => this.onTheirWay--)
      .then(verdicts.resolve, verdicts.reject);
  }

  private async askAlone(asked: Asked): Promise<Verdict> {
    const [verdict] = await this.call([asked]);
    if (!verdict) throw new RangeError('Each token has a verdict');
    return verdict;
  }

  private async call(asked: readonly Asked[]): Promise<readonly Verdict[]> {
    const { options, eventsKept, replication } = this.core;
    const partitions = new Map<number, number>();
    const shared: string[] = [];
    const keys: string[] = [];
    const tokens: (string | number)[] = [];
    for (const { place, mac, oldMac, touchMs } of asked) {
      let at = partitions.get(place.partition);
      if (at === undefined) {
        at = partitions.size + 1;
        partitions.set(place.partition, at);
        shared.push(place.expiry, place.online, place.seen, place.events);
      }
      keys.push(place.session, place.user);
      tokens.push(at, place.serial, mac, oldMac, touchMs);
    }
    const { onLimit, graceMs } = options;
    const args = { partitions: partitions.size, byUse: onLimit === 'lru' ? 1 : 0, graceMs, eventsKept };
    return verifySessions.run(replication.client, {}, args, { keys: [...shared, ...keys], args: tokens });
  }
}
