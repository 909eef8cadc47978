import { httpRequests, rpcMessages } from '../../kernel/metrics.js';
import type { TrafficRow } from './dashboard.schemas.js';

interface Tally {
  http: number;
  rpc: number;
  refused: number;
  failed: number;
  /** A fair choice of the times, at most {@link TIMES_KEPT}. */
  readonly times: number[];
}

/** Enough for a 99th percentile that is worth showing. */
const TIMES_KEPT = 512;

/** More names than any service has features; what comes after them is added up as one. */
const MOST_FEATURES = 24;

/** Whose routes and messages these are; of others the first part of the path or pattern says it. */
const FEATURE_OF: Readonly<Record<string, string>> = {
  pipeline: 'kv',
  queues: 'queue',
  sessions: 'session',
  users: 'session',
  'rate-limits': 'rate-limit',
  channels: 'messaging',
  topics: 'messaging',
  rpc: 'messaging',
};

/** What looks after the service, and would only show that somebody watches. */
const NOT_COUNTED = new Set([
  '',
  'none',
  'livez',
  'readyz',
  'metrics',
  'docs',
  'openapi.json',
  'assets',
  'dashboard',
  'health',
]);

/** Counts what this process is asked, by feature, from one look to the next. */
export class Traffic {
  private tallies = new Map<string, Tally>();
  private readonly stops: (() => void)[] = [];

  constructor(private readonly apiPath: string) {}

  start(): void {
    this.stops.push(
      httpRequests.subscribe(({ route, status, ms }) => {
        const tally = this.of(this.partOf(route), ms);
        if (!tally) return;
        tally.http += 1;
        if (status >= 500) tally.failed += 1;
        else if (status >= 400) tally.refused += 1;
      }),
      rpcMessages.subscribe(({ pattern, outcome, ms }) => {
        const tally = this.of(pattern.split('.', 1)[0] ?? '', ms);
        if (!tally) return;
        tally.rpc += 1;
        if (outcome === 'error') tally.failed += 1;
      }),
    );
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
  }

  /** What has been counted since the last time, and begins anew. */
  take(seconds: number): TrafficRow[] {
    const taken = this.tallies;
    this.tallies = new Map([...taken.keys()].map((feature) => [feature, emptyTally()]));
    return [...taken]
      .map(([feature, { http, rpc, refused, failed, times }]) => {
        const sorted = times.toSorted((a, b) => a - b);
        return {
          feature,
          httpPerSecond: round(http / seconds),
          rpcPerSecond: round(rpc / seconds),
          refusedPerSecond: round(refused / seconds),
          failedPerSecond: round(failed / seconds),
          p50Ms: quantile(sorted, 0.5),
          p99Ms: quantile(sorted, 0.99),
        };
      })
      .toSorted((a, b) => a.feature.localeCompare(b.feature));
  }

  private partOf(route: string): string {
    const path = route.startsWith(`${this.apiPath}/`) ? route.slice(this.apiPath.length) : route;
    return path.split('/', 2)[1] ?? '';
  }

  private of(part: string, ms: number): Tally | undefined {
    if (NOT_COUNTED.has(part) || part.startsWith(':') || part.startsWith('*')) return undefined;
    const feature = FEATURE_OF[part] ?? part;
    const name = this.tallies.has(feature) || this.tallies.size < MOST_FEATURES ? feature : 'other';
    const tally = this.tallies.get(name) ?? emptyTally();
    this.tallies.set(name, tally);
    keep(tally, ms);
    return tally;
  }
}

const emptyTally = (): Tally => ({ http: 0, rpc: 0, refused: 0, failed: 0, times: [] });

/** Vitter's algorithm R: each time has the same chance to be among those kept. */
function keep({ http, rpc, times }: Tally, ms: number): void {
  const seen = http + rpc;
  if (times.length < TIMES_KEPT) times.push(ms);
  else {
    const place = Math.floor(Math.random() * (seen + 1));
    if (place < TIMES_KEPT) times[place] = ms;
  }
}

function quantile(sorted: readonly number[], q: number): number | null {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  return value === undefined ? null : round(value);
}

/** To two digits: more would be noise, and bytes on the wire. */
const round = (value: number) => Math.round(value * 100) / 100;
