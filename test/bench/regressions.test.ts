import { regressions } from '../../bench/support/regressions.js';
import type { Row, Table } from '../../bench/support/rounds.js';

const table = (rows: Row[], lowerIsBetter = false): Table => ({
  title: 'take',
  unit: 'takes/s',
  lowerIsBetter,
  rows: [{ name: 'ours', value: 100 }, ...rows],
});
const peer = (row: Partial<Row>): Row => ({ name: 'peer', value: 50, target: 1.5, ...row });

/** The sentences of a comparison with a peer beside whom ours was twice as good. */
const found = (now: Partial<Row>) =>
  regressions([table([peer({ ratio: 2 })])], [table([peer(now)])]).map(({ sentence }) => sentence);

test('a ratio more than 15 % below the recorded one is a regression', () => {
  expect(found({ ratio: 1.69, bestRatio: 1.9 })).toEqual(['take, against peer: 1.69, was 2.00']);
  expect(found({ ratio: 1.71, bestRatio: 1.9 })).toEqual([]);
  expect(found({ ratio: 3, bestRatio: 4 })).toEqual([]);
});

test('it is none as long as one turn comes up to what is recorded', () => {
  expect(found({ ratio: 1.2, bestRatio: 2.01 })).toEqual([]);
  expect(found({ ratio: 1.2, bestRatio: 1.99 })).toHaveLength(1);
});

test('what was measured once counts as its own best', () => {
  expect(found({ ratio: 1.2 })).toHaveLength(1);
});

test('where lower is better, more is worse', () => {
  const before = [table([peer({ ratio: 0.4 })], true)];
  expect(regressions(before, [table([peer({ ratio: 0.45 })], true)])).toEqual([]);
  expect(regressions(before, [table([peer({ ratio: 0.3 })], true)])).toEqual([]);
  expect(regressions(before, [table([peer({ ratio: 0.47 })], true)])).toHaveLength(1);
});

test('a row with a target must not be left out, nor its table; one for information may', () => {
  const before = [table([peer({ ratio: 2 }), { name: 'webdis', value: 20, ratio: 5 }])];
  const gone = [{ row: 'take, against peer', sentence: 'take, against peer: not measured any more' }];
  expect(regressions(before, [table([])])).toEqual(gone);
  expect(regressions(before, [])).toEqual(gone);
});

test('a row that is new has nothing to be compared with', () => {
  expect(regressions([table([])], [table([peer({ ratio: 0.1 })])])).toEqual([]);
});
