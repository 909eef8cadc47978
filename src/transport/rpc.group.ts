import { randomBytes } from 'node:crypto';
import type { RedisConnection, Unsubscribe } from '../redis/index.js';
import { rpcKeys } from './rpc.keys.js';
import { beatMember, leaveGroup } from './scripts/index.js';

/** A member that was killed is asked for this long; its requests are then taken by another one, a step later. */
const MEMBER_TTL_MS = 3000;
const BEAT_MS = 1000;

/**
 * Claims are remembered for 30 s. A process that stood still (stopped, swapped out) for half of that may find requests
 * in its socket that others handled and forgot meanwhile, so it lets go what it reads at first.
 */
const STANDSTILL_MS = 15_000;
const CATCHING_UP_MS = 1000;

/**
 * The replicas that share the work of one service, each as far as it knows the others. The view decides only who
 * tries first; who handles a request, its claim decides. Replicas that disagree, or serve different patterns while a
 * new version is rolled out, lose time and nothing else.
 */
export class RpcGroup {
  /** This replica: who serves other patterns has another ending, and is not counted upon. */
  readonly member: string;
  private readonly keys;
  private readonly seed: number;
  private seeds: readonly number[] = [];
  private timer: NodeJS.Timeout | undefined;
  private beating = false;
  private beatAgain = false;
  private aliveAt = performance.now();
  private deafUntil = 0;
  private unsubscribe: Unsubscribe | undefined;

  constructor(
    private readonly connection: RedisConnection,
    private readonly name: string,
    patterns: Iterable<string>,
  ) {
    const kind = hash([...patterns].toSorted().join('\n')).toString(36);
    this.member = `${randomBytes(9).toString('base64url')}.${kind}`;
    this.seed = hash(this.member);
    this.keys = rpcKeys(connection.keys('rpc'));
  }

  /** Makes this replica known to the others, and keeps it so until {@link leave}. */
  async join(): Promise<void> {
    this.unsubscribe = await this.connection.subscriptions.subscribe(
      this.keys.changes(this.name),
      (member) => member !== this.member && void this.beat(),
    );
    await this.beat();
    this.timer = setInterval(() => void this.beat(), BEAT_MS).unref();
  }

  /** Tells the others not to count on this replica any more. Never throws. */
  async leave(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.unsubscribe?.();
    const { client } = this.connection;
    const args = { member: this.member, changes: this.keys.changes(this.name) };
    await leaveGroup.run(client, { members: this.keys.members(this.name) }, args).catch(() => undefined);
  }

  /** How many replicas come before this one for a request: 0 for who is to take it. The same on all that see the same. */
  rank(id: string): number {
    if (this.seeds.length === 0) return 0;
    const base = hash(id);
    const own = mix(base ^ this.seed);
    let rank = 0;
    for (const other of this.seeds) if (mix(base ^ other) > own) rank++;
    return rank;
  }

  /** How many replicas share the work with this one. */
  get others(): number {
    return this.seeds.length;
  }

  /** Whether this process reads what was sent long ago, because it stood still; see STANDSTILL_MS. */
  isBehind(): boolean {
    const now = performance.now();
    if (now - this.aliveAt > STANDSTILL_MS) this.deafUntil = now + CATCHING_UP_MS;
    this.aliveAt = now;
    return now < this.deafUntil;
  }

  private async beat(): Promise<void> {
    this.beatAgain = this.beating;
    if (this.beating) return;
    this.beating = true;
    this.isBehind();
    try {
      const args = { member: this.member, ttlMs: MEMBER_TTL_MS, changes: this.keys.changes(this.name) };
      const members = await beatMember.run(
        this.connection.client,
        { members: this.keys.members(this.name) },
        args,
      );
      const kind = this.member.slice(this.member.indexOf('.'));
      this.seeds = members.filter((other) => other !== this.member && other.endsWith(kind)).map(hash);
    } catch {
      // Who knows nobody tries first, always: the claim decides.
      this.seeds = [];
    }
    this.beating = false;
    if (this.beatAgain && this.timer) await this.beat();
  }
}

/** FNV-1a. Ids of one client differ in a character or two, so `mix` has to follow. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** The finalizer of MurmurHash3: every bit of the input changes half of the output's. */
function mix(input: number): number {
  let value = Math.imul(input ^ (input >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
