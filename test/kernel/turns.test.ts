import { setImmediate as turn } from 'node:timers/promises';
import { Turns } from '../../src/kernel/turns.js';

/** Asks for `names` at once, lets all be answered together, and tells by turns of the event loop who was handed what. */
async function handedByTurn(turns: Turns, names: readonly string[]): Promise<string[][]> {
  const answered = Promise.withResolvers<void>();
  const handed: string[] = [];
  const asked = names.map(async (name) =>
    turns.ask(
      async () => answered.promise.then(() => name),
      (reply) => handed.push(reply),
    ),
  );
  expect(turns.onTheirWay).toBe(names.length);
  answered.resolve();
  await Promise.all(asked);
  const byTurn = [handed.splice(0)];
  for (let i = 0; i < 5; i++) {
    await turn();
    byTurn.push(handed.splice(0));
  }
  return byTurn;
}

it('hands out what is answered together one a turn, in the order in which it was asked', async () => {
  expect(await handedByTurn(new Turns(), ['a', 'b', 'c'])).toEqual([['a'], ['b'], ['c'], [], [], []]);
});

it('leaves a turn free in between if told, for what is written at the end of one', async () => {
  expect(await handedByTurn(new Turns(2), ['a', 'b', 'c'])).toEqual([['a'], [], ['b'], [], ['c'], []]);
});

it('gives its reply at once to whoever is alone', async () => {
  const turns = new Turns();
  expect(await handedByTurn(turns, ['a'])).toEqual([['a'], [], [], [], [], []]);
  // Nothing was left behind that the next one would have to wait for.
  expect(await handedByTurn(turns, ['b', 'c'])).toEqual([['b'], ['c'], [], [], [], []]);
});

it('tells who asked that it failed, and goes on with the others', async () => {
  const turns = new Turns();
  const handed: number[] = [];
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map(async (i) =>
      turns.ask(
        async () => (i === 2 ? Promise.reject(new Error('lost')) : i),
        (reply) => handed.push(reply),
      ),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await turn();
  await turn();
  expect(handed).toEqual([1, 3]);
  expect(turns.onTheirWay).toBe(0);
});
