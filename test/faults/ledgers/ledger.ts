import type { Send } from '../service.js';

/** Something that was acknowledged, and was not so later. */
export interface Loss {
  readonly what: string;
  /** When it was acknowledged. */
  readonly at: number;
}

/** One feature under load: what its clients were told, held against what they find afterwards. */
export abstract class Ledger {
  abstract readonly feature: string;
  /** How many clients ask at the same time. */
  readonly clients: number = 2;
  /** How often something was acknowledged that has to last. */
  acknowledged = 0;
  /** How often nobody knows whether it was done. */
  unsure = 0;
  readonly lost: Loss[] = [];
  /** Promises that hold whatever Redis loses, and were broken. */
  readonly broken: string[] = [];
  /** What else is worth telling, by name. */
  readonly notes: Record<string, number> = {};

  constructor(protected readonly send: Send) {}

  /** What has to be there before anybody asks. */
  async open(): Promise<void> {}

  /** The next thing that one of the clients does. */
  abstract step(client: number): Promise<void>;

  /** When all is quiet: looks at everything that was acknowledged. */
  abstract verify(): Promise<void>;

  protected lose(what: string, at: number): void {
    this.lost.push({ what, at });
  }

  protected note(what: string, count = 1): void {
    this.notes[what] = (this.notes[what] ?? 0) + count;
  }
}

/** Does something for each of many, some at a time. */
export async function forEach<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

export function oneOf<T>(items: readonly T[]): T | undefined {
  return items[Math.floor(Math.random() * items.length)];
}
