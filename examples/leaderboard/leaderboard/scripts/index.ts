import { defineScript } from 'rookery/extend';

export const addScore = defineScript({
  lua: new URL('./add-score.lua', import.meta.url),
  keys: ['scores'],
  args: ['member', 'by', 'ttlMs'],
  parse: ([score, rank]: [string, number]) => ({ score: Number(score), rank: rank + 1 }),
});

export const readAround = defineScript({
  lua: new URL('./read-around.lua', import.meta.url),
  keys: ['scores'],
  args: ['member', 'reach'],
  parse: ([first = 0, ...flat]: [] | [number, ...string[]]) => rowsOf(flat, first),
});

/** `member, score, member, score, ...` as rows, the first of which has this rank, counted from 0. */
export function rowsOf(flat: readonly string[], first: number) {
  return flat.flatMap((member, i) =>
    i % 2 === 0 ? [{ rank: first + i / 2 + 1, member, score: Number(flat[i + 1]) }] : [],
  );
}
