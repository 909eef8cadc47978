import type { Job } from './queue.job.js';

/** Jobs of one name that wait in this process for more of them, leased as if they ran. */
export class Gathering {
  private readonly jobs: Job[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: {
      readonly most: number;
      readonly waitMs: number;
      readonly begin: (jobs: Job[]) => void;
    },
  ) {}

  /** How many more may come. */
  get room(): number {
    return this.parts.most - this.jobs.length;
  }

  /** Begins when there are enough of them, or the first has waited for long enough. */
  add(jobs: readonly Job[]): void {
    this.jobs.push(...jobs);
    if (this.room > 0) this.timer ??= setTimeout(() => this.begin(), this.parts.waitMs);
    else this.begin();
  }

  /** Takes those away that have not begun. */
  drop(): Job[] {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.jobs.splice(0);
  }

  private begin(): void {
    this.parts.begin(this.drop());
  }
}
