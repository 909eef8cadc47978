import type { RedisConnection } from './connection.js';
import { readReports, tellReport } from './scripts/index.js';

/** What somebody told of itself, and when by the clock of Redis. */
interface Report {
  readonly by: string;
  readonly at: number;
  readonly what: unknown;
}

/** Where reports are kept; both keys share a hash tag and are gone `ttlMs` after the last report. */
export interface ReportKeys {
  /** zset: who told, by when */
  readonly heard: string;
  /** hash: who told to what, as JSON */
  readonly reports: string;
}

/** Of more, those that were silent for longest are let go. */
const MOST = 500;

/**
 * What processes tell of themselves for all others to read. Each is known for `ttlMs` after it has told last, so that who died is gone
 * by then; 500 at most are known. Telling and reading are a round trip each.
 */
export class Reports {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: ReportKeys,
    private readonly ttlMs: number,
  ) {}

  /** Tells anew, in place of what was told before. @throws RedisUnavailableError */
  async tell(by: string, what: unknown): Promise<void> {
    await this.put(by, JSON.stringify(what));
  }

  /** Is let go at once. @throws RedisUnavailableError */
  async withdraw(by: string): Promise<void> {
    await this.put(by, '');
  }

  /** What is told now, by whom, in no order that matters. What is no JSON is left out. @throws RedisUnavailableError */
  async read(): Promise<Report[]> {
    const rows = await readReports.run(
      this.redis.client,
      { ...this.keys },
      { ttlMs: this.ttlMs, limit: MOST },
    );
    return rows.flatMap(({ by, at, text }) => {
      try {
        return [{ by, at, what: JSON.parse(text) as unknown }];
      } catch {
        return [];
      }
    });
  }

  private async put(process: string, report: string): Promise<void> {
    const args = { process, report, ttlMs: this.ttlMs, most: MOST };
    await tellReport.run(this.redis.client, { ...this.keys }, args);
  }
}
