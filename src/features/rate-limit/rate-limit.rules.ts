import type { rateLimitKeys } from './rate-limit.keys.js';
import { ownerOf, type Policy } from './rate-limit.schemas.js';

let compiledSoFar = 0;

/** Subjects of a policy whose rule is at hand: some hundred bytes each. */
const BOUND = 4096;

/** How a policy says itself to the script, once for each shard, worked out when it is defined and not at each take. */
export class CompiledPolicy {
  /** Tells it from any other, an earlier one of its name too. */
  readonly id = compiledSoFar++;
  /** What each shard holds at once. */
  readonly sizes: readonly number[];
  /** What the script is told of each shard, as JSON. */
  readonly json: readonly string[];

  constructor(
    readonly name: string,
    readonly policy: Policy,
  ) {
    const { limit, burst = limit, shards } = policy;
    const parts = Array.from({ length: shards }, (_, i) => ({
      limit: part(limit, shards, i),
      size: isBucket(policy) ? part(burst, shards, i) : part(limit, shards, i),
    }));
    this.sizes = parts.map(({ size }) => size);
    this.json = parts.map((of) => JSON.stringify(toScript(policy, of)));
  }

  /** Rules bound lately, by subject: everybody's and a tenant's are asked for all the time. */
  private readonly bound = new Map<string, Rule>();

  /** The rule of a subject, made where it was not asked for lately. */
  ruleOf(subject: string, bind: () => Rule): Rule {
    const known = this.bound.get(subject);
    if (known) return known;
    const rule = bind();
    if (this.bound.size >= BOUND) this.bound.clear();
    this.bound.set(subject, rule);
    return rule;
  }

  /** The most that can be taken at once. */
  get most(): number {
    return this.sizes[0] ?? 0;
  }
}

/** One limit of one subject: where its state is, and how it counts. */
export interface Rule {
  readonly compiled: CompiledPolicy;
  readonly subject: string;
  readonly key: string;
  /** What decides the Cluster slot. */
  readonly owner: string;
  readonly size: number;
  /** What the script is told of it. */
  readonly json: string;
  /** The same for all rules that the script is told the same of. */
  readonly id: string;
}

/** Binds a policy to a subject; `shard` where the policy has several. */
export function bindRule(
  keys: ReturnType<typeof rateLimitKeys>,
  { compiled, subject }: { compiled: CompiledPolicy; subject: string },
  shard = 0,
): Rule {
  const { name, sizes, json } = compiled;
  const isSharded = sizes.length > 1;
  const owner = ownerOf(subject);
  return {
    compiled,
    subject,
    key: isSharded ? keys.shard(name, subject, shard) : keys.state(name, subject),
    owner: isSharded ? `${owner}~${shard}` : owner,
    size: sizes[shard] ?? 0,
    json: json[shard] ?? '',
    id: isSharded ? `${compiled.id}~${shard}` : `${compiled.id}`,
  };
}

const isBucket = ({ algorithm }: Policy) => algorithm === 'gcra' || algorithm === 'token-bucket';

/** The first shards get one more where the limit does not divide evenly. */
function part(whole: number, shards: number, shard: number): number {
  return Math.floor(whole / shards) + (shard < whole % shards ? 1 : 0);
}

function toScript(policy: Policy, { limit, size }: { limit: number; size: number }) {
  const { algorithm, windowMs, blockMs = 0, shadow } = policy;
  const windowUs = windowMs * 1000;
  return {
    algorithm: isBucket(policy) ? 'gcra' : algorithm === 'sliding-window' ? 'sliding' : 'fixed',
    size,
    // What is charged after the fact may overdraw a token bucket by another bucket; elsewhere all is used, at worst.
    ceiling: algorithm === 'token-bucket' ? 2 * size : size,
    us: isBucket(policy) ? windowUs / limit : windowUs,
    blockMs: shadow ? 0 : blockMs,
    enforced: !shadow,
  };
}
