import { Collector } from './cache.collector.js';
import type { EntryOptions } from './cache.entry.js';
import type { Loader } from './cache.loader.js';
import type { CacheNamespace } from './cache.namespace.js';

/** A kind of entries: how they are named by their arguments, how long they are good, what they are tagged with. */
export interface Family<A extends readonly unknown[], V> extends Omit<EntryOptions<V>, 'tags'> {
  /** Letters, digits, dots, dashes or underscores. Each family's entries also have the tag `family:<name>`. */
  readonly name: string;
  /** Counted up when the shape of the value changes: older entries are then not found any more. */
  readonly version?: number;
  /** What tells entries apart, such as an id. */
  readonly key: (...args: A) => string | number;
  readonly tags?: readonly string[] | ((value: V, ...args: A) => readonly string[]);
}

/**
 * Defines a family of entries, so that the compiler checks arguments and values:
 * `defineCache<[id: string], User>({ name: 'user', key: (id) => id, ttlMs: 60_000, tags: (user) => ['org:' + user.orgId] })`.
 */
export function defineCache<A extends readonly unknown[], V>(family: Family<A, V>): Family<A, V> {
  if (!/^[\w.-]{1,64}$/.test(family.name))
    throw new TypeError(
      'The name of a cache family must be 1 to 64 letters, digits, dots, dashes or underscores',
    );
  return family;
}

/** The tag that all entries of a family have. */
export const familyTag = ({ name }: { readonly name: string }) => `family:${name}`;

/** The entries of one family in one cache; see {@link CacheNamespace} for what each method promises. */
export class FamilyCache<A extends readonly unknown[], V> {
  constructor(
    private readonly cache: CacheNamespace,
    private readonly family: Family<A, V>,
  ) {}

  async get(...args: A): Promise<V | undefined> {
    return this.cache.get(this.nameOf(args), this.optionsFor(args));
  }

  async getOrSet(args: A, load: Loader<V>): Promise<V> {
    return this.cache.getOrSet(this.nameOf(args), load, this.optionsFor(args));
  }

  /** One call of `loadMissing` for all that are missing; it answers in the order in which it is asked. */
  async getMany(
    list: readonly A[],
    loadMissing: (missing: readonly A[]) => Promise<readonly V[]>,
  ): Promise<V[]> {
    const collector = new Collector(list, loadMissing);
    return this.cache.collect(
      collector,
      list.map((args) => ({ name: this.nameOf(args), options: this.optionsFor(args) })),
    );
  }

  async set(args: A, value: V): Promise<void> {
    await this.cache.set(this.nameOf(args), value, this.optionsFor(args));
  }

  async delete(...args: A): Promise<boolean> {
    return this.cache.delete(this.nameOf(args));
  }

  /** Invalidates all entries of this family, whatever their number. */
  async clear(): Promise<void> {
    await this.cache.invalidateTags(familyTag(this.family));
  }

  private nameOf(args: A): string {
    const { name, version = 1, key } = this.family;
    return `${name}:${version}:${key(...args)}`;
  }

  private optionsFor(args: A): EntryOptions<V> {
    const { tags = [], ...options } = this.family;
    const own = familyTag(this.family);
    return {
      ...options,
      tags: typeof tags === 'function' ? (value) => [own, ...tags(value, ...args)] : [own, ...tags],
    };
  }
}
