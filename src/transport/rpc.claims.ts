import type { RedisConnection } from '../redis/index.js';
import { rpcKeys } from './rpc.keys.js';
import { claimRequests } from './scripts/index.js';

/** Longer than any replica is late; see `STANDSTILL_MS` for one that stood still. */
const CLAIM_TTL_MS = 30_000;
/** Into how many slots the claims go on a Cluster; on one server they need none. */
const BUCKETS = 16;
/** Redis serves nobody else during a script: 250 claims are half a millisecond. */
const MAX_BATCH = 250;

interface Claim {
  readonly id: string;
  readonly settle: (won: boolean) => void;
}

/**
 * Who handles a request: `SET NX` decides, whatever the replicas think of each other. The claims of one turn of the
 * event loop travel together: a round trip for each would be dearer than the rest of a request.
 */
export class RpcClaims {
  private readonly keys;
  private readonly buckets: number;
  private pending: Claim[][] = [];

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

  private flush(): void {
    const { pending } = this;
    this.pending = [];
    for (const [bucket, claims] of pending.entries())
      for (let i = 0; i < (claims?.length ?? 0); i += MAX_BATCH)
        void this.send(String(bucket), claims?.slice(i, i + MAX_BATCH) ?? []);
  }

  private async send(bucket: string, claims: readonly Claim[]): Promise<void> {
    const keys = this.keys.claims(this.group, bucket);
    const args = { ids: claims.map(({ id }) => id).join('\n'), ttlMs: CLAIM_TTL_MS };
    const won = await claimRequests.run(this.connection.client, keys, args).catch(() => '');
    for (const [i, { settle }] of claims.entries()) settle(won[i] === '1');
  }
}
