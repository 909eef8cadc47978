import { Group, type Trust } from './cache.memory.js';

/** A change of a shard, as its channel tells it. */
export interface Change {
  /** Stamp of the change before; who has not seen that one has missed something. */
  readonly before: number;
  readonly at: number;
  /** What is older than this is out of date. */
  readonly stamp: number;
  readonly kind: 'stored' | 'deleted' | 'invalidated' | 'cleared';
  /** The entry's name, or the encoded tags. */
  readonly names: readonly string[];
}

/** What Redis said was the last change, and when it was asked. */
export interface Sighting {
  readonly changed: number;
  readonly askedAt: number;
}

// How much later than the answer to a read a message about what was before it may arrive.
const MESSAGE_DELAY_MS = 100;
// Changes that are remembered for reads that are still on their way.
const REMEMBERED = 1024;

/** Reads a message of the scripts; undefined for what is none. */
export function parseChange(text: string): Change | undefined {
  const match = /^(\d+) (\d+) (\d+) (stored|deleted|invalidated|cleared) ([^]*)$/.exec(text);
  if (!match) return undefined;
  const [, before, at, stamp, kind, body = ''] = match;
  const isEntry = kind === 'stored' || kind === 'deleted';
  return {
    before: Number(before),
    at: Number(at),
    stamp: Number(stamp),
    kind: kind as Change['kind'],
    names: isEntry ? [body] : body.split(','),
  };
}

/**
 * Whether what this process has in memory of one shard can be trusted. Messages come at most once, so each names the
 * one before it, and each answer of Redis names the last one: a lost message is noticed with the next message or
 * the next answer, and what is in memory is dropped. Without either memory is trusted for `trustMs` and no longer.
 */
export class Coherence implements Trust {
  /** All entries of the shard that are in memory. */
  everything = new Group();
  until = 0;
  private seen: number | undefined;
  private seenAt = 0;
  private lostAt = 0;
  private expecting = false;
  private recent: Change[] = [];

  constructor(
    private readonly trustMs: number,
    private readonly onChange: (change: Change) => void,
    /** Called when messages have been missed: anything may have changed. */
    private readonly onGap: () => void,
  ) {}

  /** A message has arrived. */
  hear(text: string): void {
    const change = parseChange(text);
    if (!change) return;
    const isNews = this.seen === undefined || change.at > this.seen;
    if (isNews && this.seen !== undefined && change.before !== this.seen) this.lose();
    if (isNews) this.see(change.at);
    this.apply(change);
  }

  /** Something has changed, by this process or another. */
  apply(change: Change): void {
    this.recent.push(change);
    if (this.recent.length > 2 * REMEMBERED) this.recent = this.recent.slice(-REMEMBERED);
    if (change.kind === 'cleared') this.dropAll();
    this.onChange(change);
  }

  /** Redis has told its last change, over a connection that may be ahead of the messages or behind them. */
  observe({ changed, askedAt }: Sighting): void {
    if (this.seen === undefined) this.see(changed);
    const seen = this.seen ?? changed;
    // Redis has lost what it had: a restart, a failover.
    if (changed < seen && this.seenAt < askedAt) this.lose();
    else if (changed <= seen) this.until = Math.max(this.until, askedAt + this.trustMs);
    else this.expect({ changed, askedAt });
  }

  /** Messages may have been missed. */
  lose(): void {
    this.seen = undefined;
    this.until = 0;
    this.recent = [];
    this.lostAt = performance.now();
    this.dropAll();
    this.onGap();
  }

  /** Whether what was read or stored then may go into memory: nothing that this process knows of has happened to it since. */
  isCurrent({ changed, askedAt }: Sighting, name: string, tags: readonly string[]): boolean {
    if (askedAt <= this.lostAt) return false;
    const { recent } = this;
    if (recent.length >= REMEMBERED && (recent[0]?.at ?? 0) > changed) return false;
    return !recent.some(({ at, kind, names }) => at > changed && concerns({ kind, names }, name, tags));
  }

  private dropAll(): void {
    this.everything.dead = true;
    this.everything = new Group();
  }

  private see(at: number): void {
    this.seen = at;
    this.seenAt = performance.now();
  }

  /** The message should come any moment; if it does not, it is lost. One timer for all reads of that time. */
  private expect({ changed, askedAt }: Sighting): void {
    if (this.expecting) return;
    this.expecting = true;
    setTimeout(() => {
      this.expecting = false;
      if (this.seen === undefined || this.seen < changed) this.lose();
      else this.until = Math.max(this.until, askedAt + this.trustMs);
    }, MESSAGE_DELAY_MS).unref();
  }
}

function concerns(
  { kind, names }: Pick<Change, 'kind' | 'names'>,
  name: string,
  tags: readonly string[],
): boolean {
  if (kind === 'cleared') return true;
  return kind === 'invalidated' ? names.some((tag) => tags.includes(tag)) : names.includes(name);
}
