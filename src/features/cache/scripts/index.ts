import { defineScript } from '../../../redis/index.js';

/** What decides over the entries of a read; see read-state.lua. Stamps are microseconds. */
export interface ReadState {
  readonly nowMs: number;
  /** Stamp of the last clear; undefined where the cache has no clock, and so no live entry. */
  readonly cleared: number | undefined;
  /** Stamp of the last change that was told to all. */
  readonly changed: number;
  /** For each tagged entry that was asked about: when it was born, and the newest invalidation of its tags. */
  readonly verdicts: readonly { readonly born: number; readonly tagged: number }[];
}

export const readState = defineScript({
  lua: new URL('./read-state.lua', import.meta.url),
  keys: ['stamps'],
  args: [],
  more: { keys: 'entries' },
  parse: ([now = '', cleared = '', changed = '', ...rest]: string[]): ReadState => ({
    nowMs: Number(now) / 1000,
    cleared: cleared === '' ? undefined : Number(cleared),
    changed: Number(changed),
    verdicts: rest.flatMap((born, i) =>
      i % 2 === 0 ? [{ born: Number(born), tagged: Number(rest[i + 1]) }] : [],
    ),
  }),
});

/** What became of asking for a lease. `stamp` is when: what is loaded now is as old as that. */
export type LeaseReply =
  | { readonly outcome: 'newer' }
  | { readonly outcome: 'granted' | 'busy' | 'failed'; readonly stamp: number; readonly endsInMs: number };

export const takeLease = defineScript({
  lua: new URL('./take-lease.lua', import.meta.url),
  keys: ['entry', 'lease', 'stamps'],
  args: ['token', 'leaseMs', 'seen', 'fenceMs'],
  parse: ([outcome, stamp, endsInMs = 0]: [LeaseReply['outcome'], string?, number?]): LeaseReply =>
    outcome === 'newer' ? { outcome } : { outcome, stamp: Number(stamp), endsInMs },
});

export const storeEntry = defineScript({
  lua: new URL('./store-entry.lua', import.meta.url),
  keys: ['entry', 'lease', 'stamps'],
  args: ['token', 'stamp', 'lifeMs', 'fenceMs', 'tags', 'body', 'channel', 'name'],
  parse: ([stored, born, changed, now]: [0 | 1, string, string, string]) => ({
    stored: stored === 1,
    born: Number(born),
    changed: Number(changed),
    nowMs: Number(now) / 1000,
  }),
});

export const deleteEntry = defineScript({
  lua: new URL('./delete-entry.lua', import.meta.url),
  keys: ['entry', 'lease', 'stamps'],
  args: ['fenceMs', 'channel', 'name'],
  parse: ([existed, changed]: [0 | 1, string]) => ({ existed: existed === 1, changed: Number(changed) }),
});

export const invalidate = defineScript({
  lua: new URL('./invalidate.lua', import.meta.url),
  keys: ['stamps'],
  args: ['fenceMs', 'channel'],
  more: { args: 'tags' },
  parse: Number,
});

export const releaseLease = defineScript({
  lua: new URL('./release-lease.lua', import.meta.url),
  keys: ['lease'],
  args: ['token', 'restMs'],
  parse: (held: 0 | 1) => held === 1,
});
