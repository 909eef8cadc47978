import { setTimeout as delay } from 'node:timers/promises';
import type { RpcClaims } from './rpc.claims.js';

/** A replica that is gone, stopped or full costs a request this much for each one that would have come first. */
const STEP_MS = 40;
/** From the third one on all try at the same time: that many are rarely gone at once. */
export const LAST_RANK = 2;

/** A message as this replica may come to handle it. */
export interface Offer {
  /** By what it is claimed; nothing where every replica handles it. */
  readonly id?: string;
  /** How many replicas come before this one. */
  readonly rank: number;
  /** Whether no replica comes after this one, so that it is the one to say that none has room. */
  readonly last: boolean;
  /** Handles it, and calls `release` once that is over. */
  readonly run: (release: () => void) => void;
  /** Says that no replica has room for it. */
  readonly refuse: () => void;
}

/** What an intake takes at most. */
export interface IntakeLimits {
  readonly maxInFlight: number;
  readonly maxWaiting: number;
}

/**
 * What a replica handles, and when. It claims a request when it has room to run it, so that those who wait for room
 * here are taken by others who have it.
 */
export class RpcIntake {
  private readonly waiting: Offer[] = [];
  private readonly later: { readonly offer: Offer; readonly due: number }[][] = [[], []];
  private taken = 0;
  private drained: (() => void) | undefined;

  constructor(
    private readonly claims: RpcClaims,
    private readonly limits: IntakeLimits,
  ) {}

  /** Handles a message at once, later, or, where another replica does, never. */
  offer(offer: Offer): void {
    if (offer.rank === 0) this.admit(offer);
    else this.postpone(offer, Math.min(offer.rank, LAST_RANK));
  }

  /** Resolves when nothing runs and nothing waits any more, or after `withinMs`. */
  async drain(withinMs: number): Promise<void> {
    if (!this.isIdle()) await this.idle(withinMs);
    this.claims.close();
  }

  private async idle(withinMs: number): Promise<void> {
    const idle = new Promise<void>((resolve) => (this.drained = resolve));
    const late = new AbortController();
    await Promise.race([idle, delay(withinMs, undefined, late).catch(() => undefined)]);
    late.abort();
  }

  private isIdle(): boolean {
    return this.taken + this.waiting.length + this.later.reduce((sum, line) => sum + line.length, 0) === 0;
  }

  private admit(offer: Offer): void {
    if (this.taken < this.limits.maxInFlight) this.take(offer);
    else if (this.waiting.length < this.limits.maxWaiting) this.waiting.push(offer);
    else if (offer.id === undefined) offer.refuse();
    else if (offer.last) this.claims.take(offer.id, (won) => won && offer.refuse());
  }

  private take(offer: Offer): void {
    this.taken++;
    if (offer.id === undefined) return this.run(offer);
    this.claims.take(offer.id, (won) => (won ? this.run(offer) : this.release()));
  }

  private run(offer: Offer): void {
    let running = true;
    offer.run(() => {
      if (running) this.release();
      running = false;
    });
  }

  private release(): void {
    this.taken--;
    const next = this.waiting.shift();
    if (next) this.take(next);
    else this.noticeIdle();
  }

  private noticeIdle(): void {
    if (this.drained && this.isIdle()) this.drained();
  }

  /** All in a line wait equally long, so the first to come is the first to be due: one timer does. */
  private postpone(offer: Offer, rank: number): void {
    const line = this.later[rank - 1] ?? [];
    line.push({ offer, due: performance.now() + rank * STEP_MS });
    if (line.length === 1) setTimeout(() => this.admitDue(line), rank * STEP_MS);
  }

  private admitDue(line: { readonly offer: Offer; readonly due: number }[]): void {
    const now = performance.now() + 1; // a timer is at most a millisecond early
    const waiting = line.findIndex(({ due }) => due > now);
    const due = line.splice(0, waiting === -1 ? line.length : waiting);
    const [next] = line;
    if (next) setTimeout(() => this.admitDue(line), next.due - now + 1);
    for (const { offer } of due) this.admit(offer);
    this.noticeIdle();
  }
}
