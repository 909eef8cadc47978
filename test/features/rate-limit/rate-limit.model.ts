/** What the script should say, worked out from what was taken when, in the plainest way and another one than the script's. */

/** One unit-wise event at an instant in microseconds. */
export interface Arrival {
  readonly at: number;
  readonly cost: number;
}

export interface Limit {
  readonly limit: number;
  readonly burst: number;
  readonly windowUs: number;
}

/** What is used of a limit at an instant, before a take. */
export type Model = (limit: Limit, taken: readonly Arrival[], at: number) => number;

/** Virtual scheduling: each unit is due its interval after the one before; what lies ahead is used. */
export const gcra: Model = ({ limit, windowUs }, taken, at) => {
  const interval = windowUs / limit;
  const arrival = taken.reduce((tat, { at: takenAt, cost }) => Math.max(tat, takenAt) + cost * interval, 0);
  return Math.max(0, arrival - at) / interval;
};

/** All of this window, and of the one before as much as it overlaps the last `windowUs`. */
export const slidingWindow: Model = ({ windowUs }, taken, at) => {
  const number = Math.floor(at / windowUs);
  const of = (which: number) =>
    taken.reduce(
      (sum, { at: takenAt, cost }) => sum + (Math.floor(takenAt / windowUs) === which ? cost : 0),
      0,
    );
  return of(number) + of(number - 1) * (1 - (at - number * windowUs) / windowUs);
};

/** All that was taken since a window was opened by a take that found none open. */
export const fixedWindow: Model = ({ windowUs }, taken, at) => {
  let opened = -Infinity;
  let count = 0;
  for (const { at: takenAt, cost } of taken) {
    if (takenAt >= opened + windowUs) [opened, count] = [takenAt, 0];
    count += cost;
  }
  return at < opened + windowUs ? count : 0;
};
