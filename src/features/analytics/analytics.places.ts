/** In which of so many hashes of its shard what is kept of a digest belongs. */
export const bucketOf = (digest: string, buckets: number): number =>
  Buffer.from(digest, 'base64url').readUInt16BE(2) % buckets;

/** Keys of a script by their place, each with the instant at which it is to end. */
export class Places {
  readonly keys: string[] = [];
  readonly ends: number[] = [];
  private readonly known = new Map<string, number>();

  /** The place of a key; 0 for one that would have ended by now. */
  of(key: string, endsAt: number, now: number): number {
    if (endsAt <= now) return 0;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const place = this.plain(key);
    this.ends.push(place, endsAt);
    return place;
  }

  /** The same for a key whose end the script sets itself. */
  plain(key: string): number {
    const place = this.known.get(key) ?? this.keys.push(key);
    this.known.set(key, place);
    return place;
  }
}
