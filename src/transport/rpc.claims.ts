import type { RedisConnection } from '../redis/index.js';
import { rpcKeys } from './rpc.keys.js';
import { claimRequests } from './scripts/index.js';

/** Longer than any replica is late; see `STANDSTILL_MS` for one that stood still. */
const CLAIM_TTL_MS = 30_000;
/** Into how many slots the claims go on a Cluster; on one server they need none. */
const BUCKETS = 16;
/** Redis serves nobody else during a script, so many claims are several. */
const MAX_BATCH = 250;

interface Claim {
  readonly id: string;
  readonly settle: (won: boolean) => void;
}

/**
 * Who handles a request: whose claim comes first, whatever the replicas think of each other. The claims of one turn of the
 * event loop travel together: a round trip for each would be dearer than the rest of a request.
 */
export class RpcClaims {
  private readonly keys;
  private readonly buckets: number;
  private pending: Claim[][] = [];
  private forgetting: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: RedisConnection,
    private readonly group: string,
  ) {
    this.keys = rpcKeys(connection.keys('rpc'));
    this.buckets = connection.isCluster ? BUCKETS : 1;
  }

  /** Tells whether the request is this replica's. It is not when Redis does not answer: then it may be another one's. */
  take(id: string, settle: (won: boolean) => void): void {
    if (this.pending.length === 0) process.nextTick(() => this.flush());
    const bucket = this.buckets === 1 ? 0 : Number.parseInt(id.slice(-4), 36) % this.buckets || 0;
    (this.pending[bucket] ??= []).push({ id, settle });
  }

  /** Claims are forgotten from now on when others claim. */
  close(): void {
    clearInterval(this.forgetting);
  }

  private flush(): void {
    const { pending } = this;
    this.pending = [];
    this.forgetting ??= setInterval(() => this.forget(), CLAIM_TTL_MS).unref();
    for (const [bucket, claims] of pending.entries())
      for (let i = 0; i < (claims?.length ?? 0); i += MAX_BATCH)
        void this.send(bucket, claims?.slice(i, i + MAX_BATCH) ?? []);
  }

  private async send(bucket: number, claims: readonly Claim[]): Promise<void> {
    const ids = claims.map(({ id }) => id).join('\n');
    const won = await this.run(bucket, ids).catch(() => '');
    for (const [i, { settle }] of claims.entries()) settle(won[i] === '1');
  }

  /** When no more requests come, the claims of the last ones. */
  private forget(): void {
    for (let bucket = 0; bucket < this.buckets; bucket++) this.run(bucket, '').catch(() => undefined);
  }

  private async run(bucket: number, ids: string): Promise<string> {
    const [one = '', other = ''] = ['a', 'b'].map((half) =>
      this.keys.claims(this.group, String(bucket), half),
    );
    return claimRequests.run(this.connection.client, { one, other }, { ids, ttlMs: CLAIM_TTL_MS });
  }
}
