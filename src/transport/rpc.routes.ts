/**
 * Which handler a channel leads to. Without wildcards a pattern is a channel; with them `*` and `?` stand for any text
 * and any character, and everything else for itself.
 */
export class RpcRoutes {
  private readonly exact: Set<string>;
  private readonly globs: { readonly pattern: string; readonly matches: RegExp }[];

  constructor(patterns: Iterable<string>, wildcards: boolean) {
    const isGlob = (pattern: string) => wildcards && /[*?]/.test(pattern);
    const all = [...patterns];
    this.exact = new Set(all.filter((pattern) => !isGlob(pattern)));
    // The most specific first: the one with the most characters that stand for themselves.
    this.globs = all
      .filter(isGlob)
      .toSorted((a, b) => literalsIn(b) - literalsIn(a))
      .map((pattern) => ({ pattern, matches: toRegExp(pattern) }));
  }

  isGlob(pattern: string): boolean {
    return !this.exact.has(pattern);
  }

  /** The one pattern whose handler answers the requests on a channel: itself, or the most specific that fits. */
  patternFor(channel: string): string | undefined {
    if (this.exact.has(channel)) return channel;
    return this.globs.find(({ matches }) => matches.test(channel))?.pattern;
  }
}

/** A pattern as Redis has to be told it, which knows more special characters. */
export function toRedisGlob(pattern: string): string {
  return pattern.replaceAll(/[[\]\\]/g, String.raw`\$&`);
}

function literalsIn(pattern: string): number {
  return pattern.replaceAll(/[*?]/g, '').length;
}

function toRegExp(pattern: string): RegExp {
  const source = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
