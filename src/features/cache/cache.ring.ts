import { Logger } from '@nestjs/common';
import type { RedisConnection } from '../../redis/index.js';
import { Coherence, type Change, type Sighting } from './cache.coherence.js';
import type { CacheOptions } from './cache.options.js';
import { Shard } from './cache.shard.js';

// A Cluster of more than 16 masters is rare; a clear costs one command for each shard.
const SHARDS_ON_A_CLUSTER = 16;

export interface RingHooks {
  readonly onChange: (change: Change) => void;
  readonly onGap: () => void;
  /** Whether memory holds anything that needs to be trusted. */
  readonly isInUse: () => boolean;
}

/** One shard, and what this process knows of its changes. */
export class Member {
  readonly coherence: Coherence;
  /** Ends the subscription; undefined while there is none. */
  unsubscribe: (() => Promise<void>) | undefined;

  constructor(
    readonly shard: Shard,
    trustMs: number,
    hooks: RingHooks,
  ) {
    this.coherence = new Coherence(trustMs, hooks.onChange, hooks.onGap);
  }

  /** Redis has told how things stand; without its messages that says nothing about memory. */
  observe(sighting: Sighting): void {
    if (this.unsubscribe) this.coherence.observe(sighting);
  }
}

/** The shards of a namespace: which one an entry is in, and the ear on their changes. */
export class Ring {
  readonly members: readonly Member[];
  private readonly logger = new Logger('Cache');
  private timer: NodeJS.Timeout | undefined;
  private warned = false;
  private stopped = false;

  constructor(
    private readonly redis: RedisConnection,
    namespace: string,
    { options, hooks }: { options: CacheOptions; hooks: RingHooks },
  ) {
    const shards = options.shards ?? (redis.isCluster ? SHARDS_ON_A_CLUSTER : 1);
    this.members = Array.from(
      { length: shards },
      (_, index) =>
        new Member(
          new Shard(redis, { namespace, shards, index }, options.timeoutMs),
          options.memoryTrustMs,
          hooks,
        ),
    );
    this.trustMs = options.memoryTrustMs;
    this.isInUse = hooks.isInUse;
  }

  private readonly trustMs: number;
  private readonly isInUse: () => boolean;

  /** The shard of an entry. */
  of(name: string): Member {
    const { members } = this;
    const member = members[members.length === 1 ? 0 : hashOf(name) % members.length];
    if (!member) throw new RangeError('A namespace has at least one shard');
    return member;
  }

  /** Begins to listen to changes, and resolves when it does or cannot yet; then it goes on trying. */
  async start(): Promise<void> {
    this.timer = setInterval(() => void this.tend(), this.trustMs / 4).unref();
    await this.tend();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await Promise.all(this.members.map(async ({ unsubscribe }) => unsubscribe?.()));
  }

  private async tend(): Promise<void> {
    await Promise.all(
      this.members.map(async (member) => this.tendOne(member).catch((error: unknown) => this.tell(error))),
    );
  }

  /** Listens where it does not yet, and asks how things stand where nobody has lately. */
  private async tendOne(member: Member): Promise<void> {
    const { shard, coherence } = member;
    if (!member.unsubscribe) return this.subscribe(member);
    if (!this.isInUse() || shard.isResting || coherence.until - performance.now() > this.trustMs / 2) return;
    member.observe(await shard.reader.state());
  }

  private async subscribe(member: Member): Promise<void> {
    const { shard, coherence } = member;
    const unsubscribe = await this.redis.subscriptions.subscribe(
      shard.channel,
      (text) => coherence.hear(text),
      () => coherence.lose(),
    );
    if (this.stopped) return unsubscribe();
    member.unsubscribe = unsubscribe;
  }

  /** Without messages memory is not used, and all else goes on. */
  private tell(error: unknown): void {
    if (this.warned || this.stopped) return;
    this.warned = true;
    this.logger.warn(
      `The cache does without its memory for now: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** FNV-1a, 32 bits, over UTF-16 units: spreads names evenly; which shard a name is in is nobody else's business. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
