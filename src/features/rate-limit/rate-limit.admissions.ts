import { Injectable, type ExecutionContext } from '@nestjs/common';
import { RateLimitLeases, type HeldPlace } from './rate-limit.leases.js';
import type { Decision } from './rate-limit.schemas.js';
import { RateLimitService } from './rate-limit.service.js';
import { RateLimitSubjects, type Subject } from './rate-limit.subjects.js';
import type { Verdict } from './rate-limit.verdict.js';

/** One policy that limits a route, and whom. */
export interface RouteRule {
  readonly policy: string;
  /** Who is limited: by address unless told. */
  readonly subject?: Subject;
}

/** What came of a request: the handler's value, or what was thrown, and the status that goes with it. */
export interface RouteOutcome {
  readonly status: number;
  readonly value?: unknown;
  readonly error?: unknown;
}

/** How a route is limited: by one policy, or by several that are charged all or none. */
export type RouteLimit = (RouteRule | { readonly rules: readonly RouteRule[] }) & {
  /** Units that a request takes, 1 unless told. */
  readonly cost?: number | ((context: ExecutionContext) => number | Promise<number>);
  /**
   * What the request costs in the end, when that is known: `({ status }) => (status === 401 ? 1 : 0)` counts failed
   * logins only. `cost` is taken before, so that callers side by side cannot pass together, and corrected after.
   */
  readonly settle?: (outcome: RouteOutcome) => number;
};

/** What a request was let in with, until it is done. */
export class Admission {
  readonly decisions: readonly Decision[];
  readonly allowed: boolean;

  constructor(
    private readonly verdict: Verdict | undefined,
    private readonly places: readonly HeldPlace[],
    private readonly settles: RouteLimit['settle'],
  ) {
    this.decisions = [...(verdict?.rules ?? []), ...places.map(({ decision }) => decision)];
    this.allowed = this.decisions.every((decision) => decision.allowed);
  }

  /** Says what the request costs in the end. */
  async settle(outcome: RouteOutcome): Promise<void> {
    if (this.settles) await this.verdict?.settle(Math.max(0, Math.round(this.settles(outcome))));
  }

  /** Gives back the places that it held. */
  async release(): Promise<void> {
    await Promise.all(this.places.map(async (place) => place.release()));
  }

  /** Takes back all of it: a request that is denied is charged by none. */
  async withdraw(): Promise<void> {
    await Promise.all([this.release(), this.verdict?.settle(0)]);
  }
}

/** Lets requests in, rates first and then places, all or none. */
@Injectable()
export class RateLimitAdmissions {
  constructor(
    private readonly limiter: RateLimitService,
    private readonly leases: RateLimitLeases,
    private readonly subjects: RateLimitSubjects,
  ) {}

  async admit(limit: RouteLimit, context: ExecutionContext): Promise<Admission> {
    const routeRules = 'rules' in limit ? limit.rules : [limit];
    const rules = await Promise.all(
      routeRules.map(async ({ policy, subject = 'ip' }) => ({
        policy,
        subject: await this.subjects.of(subject, context),
      })),
    );
    const cost = typeof limit.cost === 'function' ? await limit.cost(context) : limit.cost;
    const [places, rates] = split(rules, ({ policy }) => this.leases.covers(policy));
    const verdict =
      rates.length > 0 ? await this.limiter.takeAll(rates, cost === undefined ? {} : { cost }) : undefined;
    const held: HeldPlace[] = [];
    if (verdict?.allowed !== false)
      for (const { policy, subject } of places) held.push(await this.leases.hold(policy, subject));
    const admission = new Admission(verdict, held, limit.settle);
    if (!admission.allowed) await admission.withdraw();
    return admission;
  }
}

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
