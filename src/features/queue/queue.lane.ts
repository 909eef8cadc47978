import { Job } from './queue.job.js';
import { decodeFacts, decodeRecord } from './queue.record.js';
import { STEP, type Settlement, type Shard } from './queue.shard.js';
import type { Waiter } from './queue.wakeups.js';

// setTimeout runs at once for what does not fit into 31 bits.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const SLOWEST_RETRY_MS = 1000;

/** What a lane tells the worker that it belongs to. */
export interface LaneEvents {
  /** Jobs have arrived, Redis has answered, or it is time to look again. */
  onChange(): void;
  onJobs(jobs: Job[]): void;
  onContact(): void;
  onTrouble(error: unknown): void;
}

/**
 * A worker's traffic with one shard: what came of jobs goes there and new jobs come back, together in one round trip. While one is
 * on its way the next is made ready; two at once keep both Redis and this process busy.
 */
export class Lane {
  /** Completed jobs of which nothing is kept, and what came of others, until Redis has taken it. */
  readonly forgotten: { id: string; token: string }[] = [];
  readonly outcomes: Settlement[] = [];
  /** Whether there may be jobs: not after Redis has said that there are none and has noted us as waiting. */
  isHot = true;
  /** Whether something may be due. */
  isDue = true;
  /** Jobs that were asked for and have not come yet. */
  requested = 0;
  private isCalled = false;
  private looks = 0;
  private flights = 0;
  private failures = 0;
  private retryTimer: NodeJS.Timeout | undefined;
  private dueTimer: NodeJS.Timeout | undefined;
  private dueAt = Infinity;

  constructor(
    readonly shard: Shard,
    private readonly waiter: Waiter,
    private readonly events: LaneEvents,
  ) {}

  get canFly(): boolean {
    return this.flights < 2 && this.retryTimer === undefined;
  }

  get isEmpty(): boolean {
    return this.flights === 0 && this.forgotten.length === 0 && this.outcomes.length === 0;
  }

  /** Sends what there is to send, and asks for jobs. */
  fly(want: number): void {
    // Who is called and can take nothing has the next one called: by looking, as whoever leaves jobs behind does.
    if (this.isCalled && want === 0) this.isDue = true;
    this.isCalled = false;
    const hasOutcomes = this.forgotten.length > 0 || this.outcomes.length > 0;
    if (!hasOutcomes && !this.isDue && want === 0) return;
    void this.flyAndLand(want);
  }

  /** There may be jobs. Whether something is due the answer says. */
  wake(): void {
    this.looks++;
    this.isHot = true;
    this.isCalled = true;
    this.events.onChange();
  }

  /** There may be jobs, or something due. */
  look(): void {
    this.isDue = true;
    this.wake();
  }

  /** Answers those whose leases are void, with the code of why. */
  async extend(jobs: readonly Job[]): Promise<{ job: Job; code: string }[]> {
    const lost: { job: Job; code: string }[] = [];
    for (let i = 0; i < jobs.length; i += STEP) {
      const part = jobs.slice(i, i + STEP);
      const held = part.map(({ id, origin: { token } }) => ({ id, token }));
      const answer = await this.shard.extend(held);
      this.events.onContact();
      for (const { at, code } of answer.lost) {
        const job = part[at];
        if (job) lost.push({ job, code });
      }
    }
    return lost;
  }

  /** Is woken no more. */
  async leave(): Promise<void> {
    clearTimeout(this.dueTimer);
    this.isHot = false;
    this.isDue = false;
    await this.shard.leave(this.waiter.name);
  }

  close(): void {
    clearTimeout(this.dueTimer);
    clearTimeout(this.retryTimer);
  }

  private async flyAndLand(want: number): Promise<void> {
    this.flights++;
    const isWell = await this.flight(want);
    this.flights--;
    this.failures = isWell ? 0 : this.failures + 1;
    if (!isWell) this.retryLater();
    this.events.onChange();
  }

  /** All that goes in one round trip: the commands leave in one write, and Redis works on them in this order. */
  private async flight(want: number): Promise<boolean> {
    const { isDue } = this;
    this.isDue = false;
    const parts = [this.settle()];
    if (isDue) parts.push(this.tend());
    if (isDue || want > 0) parts.push(this.lease(want));
    return (await Promise.all(parts)).every(Boolean);
  }

  private async settle(): Promise<boolean> {
    const forgotten = this.forgotten.splice(0, STEP);
    const outcomes = this.outcomes.splice(0, STEP);
    if (forgotten.length === 0 && outcomes.length === 0) return true;
    try {
      const { verdicts, reports } = await this.shard.settle(forgotten, outcomes);
      this.events.onContact();
      // What goes back to the queue has to become ready, and somebody to hear of it; and so has the parent of a job.
      if (reports > 0 || verdicts.includes('delayed')) this.isDue = true;
      return true;
    } catch (error) {
      // It may have been taken: then it is refused the second time, which does no harm.
      this.forgotten.push(...forgotten);
      this.outcomes.push(...outcomes);
      this.events.onTrouble(error);
      return false;
    }
  }

  private async tend(): Promise<boolean> {
    try {
      if (await this.shard.tend()) this.isDue = true;
      return true;
    } catch (error) {
      this.isDue = true;
      this.events.onTrouble(error);
      return false;
    }
  }

  private async lease(want: number): Promise<boolean> {
    this.requested += want;
    const { looks } = this;
    try {
      const answer = await this.shard.lease({ max: want, waiter: want > 0 ? this.waiter.name : '' });
      this.events.onContact();
      // Of two leases on their way the second took away the note of the first: then nobody would call us.
      if (!answer.isNoted) this.isHot ||= want > 0 || answer.hasMore;
      // The call comes over another connection, and may be here before the answer that says that we wait for it.
      else if (looks === this.looks) this.isHot = false;
      if (answer.dueInMs >= 0) this.watchClock(answer.dueInMs);
      if (answer.ids.length > 0) this.events.onJobs(this.jobsOf(answer));
      return true;
    } catch (error) {
      // If it was a reply that got lost, its jobs are nobody's now and come back when their lease ends.
      this.isHot = true;
      this.events.onTrouble(error);
      return false;
    } finally {
      this.requested -= want;
    }
  }

  private jobsOf({ ids, records, states, token }: Awaited<ReturnType<Shard['lease']>>): Job[] {
    const origin = { shard: this.shard, token };
    const jobs: Job[] = [];
    for (let i = 0; i < ids.length; i++) {
      const [id, record] = [ids[i], records[i]];
      if (id === undefined || !record) continue;
      jobs.push(new Job({ id, record: decodeRecord(record), facts: decodeFacts(states[i]) }, origin));
    }
    return jobs;
  }

  private watchClock(dueInMs: number): void {
    const dueAt = performance.now() + dueInMs;
    if (dueInMs === 0) this.isDue = true;
    else if (dueAt < this.dueAt) {
      this.dueAt = dueAt;
      clearTimeout(this.dueTimer);
      this.dueTimer = setTimeout(
        () => {
          this.dueAt = Infinity;
          this.look();
        },
        Math.min(Math.ceil(dueInMs), LONGEST_TIMER_MS),
      ).unref();
    }
  }

  private retryLater(): void {
    this.retryTimer ??= setTimeout(
      () => {
        this.retryTimer = undefined;
        this.look();
      },
      Math.min(SLOWEST_RETRY_MS, 25 * 2 ** this.failures),
    ).unref();
  }
}
