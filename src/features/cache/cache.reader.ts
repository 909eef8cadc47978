import { Replies, type RedisClient } from '../../redis/index.js';
import { parseStored, type Entry } from './cache.entry.js';
import { readState, type ReadState } from './scripts/index.js';

/** What a read found, and how things stood just after it. */
export interface Reading {
  /** The entry, if it is alive: nothing that it was loaded before has been invalidated. */
  readonly entry: Entry | undefined;
  /** Whether that is certain: the tags that it has now have been looked at. */
  readonly isJudged: boolean;
  /** Stamp of what is stored, dead or alive; 0 for nothing. */
  readonly born: number;
  /** Instant on Redis' clock. */
  readonly nowMs: number;
  /** Stamp of the last change of the shard. */
  readonly changed: number;
  /** When the question left, on this process' monotonic clock. */
  readonly askedAt: number;
}

/** The names of the keys that a reader reads. */
export interface ReaderKeys {
  readonly stamps: string;
  /** What comes before the name of an entry in its key. */
  readonly entries: string;
}

// Longer calls are cheaper each, but hold Redis up, and leave it and this process to wait for each other in turn: with two on
// their way Redis works on one while the callers of the other go on.
const MAX_BATCH = 64;
const MAX_REREADS = 3;

/**
 * Reads entries of one shard. The reads of one turn of the event loop become one MGET and one small script, sent
 * together: one round trip, and less work for client and server than a GET for each. The script comes after the
 * MGET, so that whatever was invalidated before a read began is seen by it.
 */
export class BatchReader {
  private open: Batch | undefined;
  private readonly answers = new Replies();

  constructor(
    private readonly client: RedisClient,
    private readonly keys: ReaderKeys,
    private readonly guarded: <T>(operation: () => Promise<T>) => Promise<T>,
  ) {}

  /**
   * @param tagged whether the entry is likely to have tags; one that has them unexpectedly costs a second round trip
   * @throws RedisUnavailableError when Redis is away, too slow, or left alone
   */
  async read(name: string, tagged: boolean): Promise<Reading> {
    const batch = this.batch();
    const at = batch.add(name, tagged);
    const reading = judge(await batch.done.promise, at);
    return reading.isJudged ? reading : this.readTagged(name, MAX_REREADS);
  }

  /** Again, with a look at its tags; an entry that is replaced between look and look all the time counts as missing. */
  private async readTagged(name: string, attempts: number): Promise<Reading> {
    const batch = this.batch();
    const at = batch.add(name, true);
    const reading = judge(await batch.done.promise, at);
    return reading.isJudged || attempts === 1 ? reading : this.readTagged(name, attempts - 1);
  }

  /** The stamp of the last change, and when it was asked for. @throws RedisUnavailableError */
  async state(): Promise<Pick<Reading, 'changed' | 'askedAt'>> {
    const { state, askedAt } = await this.batch().done.promise;
    return { changed: state.changed, askedAt };
  }

  private batch(): Batch {
    const open = this.open;
    if (open && open.names.length < MAX_BATCH) return open;
    const batch = new Batch();
    this.open = batch;
    // After all that runs now: every caller of this turn is in, and nothing has left yet.
    process.nextTick(() => {
      if (this.open === batch) this.open = undefined;
      const { resolve, reject } = batch.done;
      this.answers.ask(async () => this.guarded(async () => this.fetch(batch)), resolve).catch(reject);
    });
    return batch;
  }

  private async fetch({ names, tagged }: Batch): Promise<Fetched> {
    const askedAt = performance.now();
    const keys = names.map((name) => this.keys.entries + name);
    const values = keys.length > 0 ? this.client.mgetBuffer(keys) : [];
    const entries = [...tagged].map((at) => keys[at] ?? '');
    const state = readState.run(this.client, { stamps: this.keys.stamps }, {}, { keys: entries });
    const verdicts = new Map([...tagged].map((at, i) => [at, i]));
    const [stored, told] = await Promise.all([values, state]);
    return { stored, state: told, verdicts, askedAt };
  }
}

/** The reads of one turn. */
class Batch {
  readonly names: string[] = [];
  /** The places of those whose tags are looked at. */
  readonly tagged = new Set<number>();
  readonly done = Promise.withResolvers<Fetched>();
  private readonly places = new Map<string, number>();

  constructor() {
    this.done.promise.catch(() => undefined); // whoever waits hears of it; a batch for the state alone may have nobody
  }

  add(name: string, tagged: boolean): number {
    let at = this.places.get(name);
    if (at === undefined) {
      at = this.names.push(name) - 1;
      this.places.set(name, at);
    }
    if (tagged) this.tagged.add(at);
    return at;
  }
}

interface Fetched {
  readonly stored: readonly (Buffer | null)[];
  readonly state: ReadState;
  /** Which verdict of the state belongs to which place. */
  readonly verdicts: ReadonlyMap<number, number>;
  readonly askedAt: number;
}

/** What is stored at a place, and whether it is alive. */
function judge(fetched: Fetched, at: number): Reading {
  const { stored, state, askedAt } = fetched;
  const { born, entry } = parseStored(stored[at] ?? null);
  const dead = entry ? deadUntil(entry, fetched, at) : 0;
  return {
    entry: dead !== undefined && born > dead ? entry : undefined,
    isJudged: dead !== undefined,
    born,
    nowMs: state.nowMs,
    changed: state.changed,
    askedAt,
  };
}

/** Up to which stamp what is like the entry is dead; undefined where its tags have not been looked at, or were those of another. */
function deadUntil({ born, tags }: Entry, { state, verdicts }: Fetched, at: number): number | undefined {
  // Without a clock nothing is known about the last clear: then nothing is alive.
  const { cleared = Number.POSITIVE_INFINITY } = state;
  if (tags.length === 0 || born <= cleared) return cleared;
  const verdict = state.verdicts[verdicts.get(at) ?? -1];
  return verdict?.born === born ? Math.max(cleared, verdict.tagged) : undefined;
}
