import { setImmediate as turn } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { turnEnd } from '../../src/redis/turn.js';
import { Replies } from '../../src/redis/replies.js';

/** Asks for `names` at once, lets all be answered together, and tells by turns of the event loop who was handed what. */
async function handedByTurn(
  turns: Replies,
  names: readonly string[],
  onHanded: (name: string) => void = () => undefined,
): Promise<string[][]> {
  const answered = Promise.withResolvers<void>();
  const handed: string[] = [];
  const asked = names.map(async (name) =>
    turns.ask(
      async () => answered.promise.then(() => name),
      (reply) => {
        handed.push(reply);
        onHanded(reply);
      },
    ),
  );
  expect(turns.onTheirWay).toBe(names.length);
  answered.resolve();
  await Promise.all(asked);
  const byTurn = [handed.splice(0)];
  for (let i = 0; i < 7; i++) {
    await turn();
    byTurn.push(handed.splice(0));
  }
  return byTurn;
}

it('hands out what is answered together in the order in which it was asked, no two in one turn', async () => {
  const byTurn = await handedByTurn(new Replies(), ['a', 'b', 'c']);
  expect(byTurn.flat()).toEqual(['a', 'b', 'c']);
  expect(byTurn[0]).toEqual(['a']);
  expect(byTurn.every((names) => names.length <= 1)).toBe(true);
});

it('hands the next one out when what the callers of the one before ask has been written', async () => {
  const log: string[] = [];
  await handedByTurn(new Replies(), ['a', 'b', 'c'], (name) => {
    log.push(name);
    // As a caller does that goes on: some promises later, at the end of all that runs now.
    void Promise.resolve().then(() =>
      process.nextTick(() => turnEnd.write(() => log.push(`written by ${name}`))),
    );
  });
  expect(log).toEqual(['a', 'written by a', 'b', 'written by b', 'c', 'written by c']);
});

it('gives its reply at once to whoever is alone', async () => {
  const turns = new Replies();
  expect((await handedByTurn(turns, ['a']))[0]).toEqual(['a']);
  // Nothing was left behind that the next one would have to wait for.
  expect((await handedByTurn(turns, ['b', 'c']))[0]).toEqual(['b']);
});

it('tells who asked that it failed, and goes on with the others', async () => {
  const turns = new Replies();
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
  await eventually(async () => expect(handed).toEqual([1, 3]));
  expect(turns.onTheirWay).toBe(0);
});
