import { LRUCache } from 'lru-cache';

/** Entries that die together: those of a shard, or with a tag. Whether they have is looked up when one is asked for. */
export class Group {
  dead = false;
  members = 0;
}

/** Until when what is in memory is known to be as it should. */
export interface Trust {
  readonly until: number;
}

/** What memory keeps of an entry. Instants are of this process' monotonic clock, in milliseconds. */
export interface Kept {
  /** Decoded and frozen, or as it is stored where each caller gets a copy of its own. */
  readonly value: unknown;
  readonly packed: boolean;
  /** Which codec wrote it; see {@link Packed}. */
  readonly flags: string;
  readonly born: number;
  readonly loadMs: number;
  readonly freshUntil: number;
  readonly graceMs: number;
  /** Of the shard; and of this entry by itself, by when it was read. */
  readonly trust: Trust;
  readonly trustedUntil: number;
}

interface Slot extends Kept {
  readonly tags: readonly string[];
  readonly groups: readonly Group[];
}

/** Of which groups an entry is, and what it takes up. */
export interface Membership {
  readonly shard: Group;
  readonly tags: readonly string[];
  readonly bytes: number;
}

// What an entry costs beside its value: key, slot, places in the tables.
const OVERHEAD_BYTES = 300;

/** Until when an entry in memory may be served as fresh. */
export function goodUntil({ freshUntil, trust, trustedUntil }: Kept): number {
  return Math.min(freshUntil, Math.max(trust.until, trustedUntil));
}

/** The memory layer of one namespace: bounded by bytes, least recently used out first, invalidated by key, tag or shard in O(1). */
export class Memory {
  private readonly slots: LRUCache<string, Slot>;
  private readonly byTag = new Map<string, Group>();

  constructor(maxBytes: number) {
    this.slots = new LRUCache<string, Slot>({
      maxSize: Math.max(1, maxBytes),
      dispose: (slot) => this.leave(slot),
    });
  }

  get size(): number {
    return this.slots.size;
  }

  /** The entry, unless it was invalidated. */
  get(name: string): Kept | undefined {
    const slot = this.slots.get(name);
    if (!slot) return undefined;
    for (const group of slot.groups)
      if (group.dead) {
        this.slots.delete(name);
        return undefined;
      }
    return slot;
  }

  /** Keeps an entry as a member of its shard and of its tags. */
  set(name: string, kept: Kept, { shard, tags, bytes }: Membership): void {
    const groups = [shard, ...tags.map((tag) => this.join(tag))];
    this.slots.set(name, { ...kept, tags, groups }, { size: bytes + OVERHEAD_BYTES });
  }

  /** Drops an entry, if it is older than `stamp`. */
  drop(name: string, stamp = Number.POSITIVE_INFINITY): void {
    const slot = this.slots.peek(name);
    if (slot && slot.born < stamp) this.slots.delete(name);
  }

  /** Drops what has a tag. */
  dropTag(tag: string): void {
    const group = this.byTag.get(tag);
    if (!group) return;
    group.dead = true;
    this.byTag.delete(tag);
  }

  private join(tag: string): Group {
    const group = this.byTag.get(tag) ?? new Group();
    group.members++;
    this.byTag.set(tag, group);
    return group;
  }

  private leave({ tags, groups }: Slot): void {
    tags.forEach((tag, i) => {
      const group = groups[i + 1];
      if (group && --group.members === 0 && this.byTag.get(tag) === group) this.byTag.delete(tag);
    });
  }
}
