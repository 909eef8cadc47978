import { createHash } from 'node:crypto';
import type { Funnel } from './analytics.site.schemas.js';

const USUAL_WINDOW_MS = 86_400_000;

/** A funnel as events are held against it. */
export class FollowedFunnel {
  readonly windowMs: number;
  /** Its name, and what it is: counts of one that was changed are not those of the new one. */
  readonly id: string;
  private readonly events = new Map<string, number[]>();
  private readonly pages = new Map<string, number[]>();
  private readonly beginnings: [path: string, step: number][] = [];

  constructor(
    readonly name: string,
    readonly steps: Funnel['steps'],
    windowMs = USUAL_WINDOW_MS,
  ) {
    this.windowMs = windowMs;
    const what = createHash('sha256').update(JSON.stringify([steps, windowMs]));
    this.id = `${name}:${what.digest('base64url').slice(0, 10)}`;
    for (const [i, step] of steps.entries()) this.learn(step, i + 1);
  }

  /** The steps that an event may be, the last one first: so it is never two at once. */
  stepsOf({ name, page }: { name: string; page: string }): readonly number[] {
    if (name !== 'pageview') return this.events.get(name) ?? [];
    const exact = this.pages.get(page) ?? [];
    if (this.beginnings.length === 0) return exact;
    const begun = this.beginnings.filter(([path]) => page.startsWith(path)).map(([, step]) => step);
    return [...exact, ...begun].toSorted((a, b) => b - a);
  }

  private learn(step: Funnel['steps'][number], number: number): void {
    if ('event' in step) this.events.set(step.event, [number, ...(this.events.get(step.event) ?? [])]);
    else {
      // Written as pages are counted: what is no URL is encoded.
      const path = URL.parse(`http://path.invalid${step.path}`)?.pathname ?? step.path;
      if (path.endsWith('*')) this.beginnings.push([path.slice(0, -1), number]);
      else this.pages.set(path, [number, ...(this.pages.get(path) ?? [])]);
    }
  }
}
