import { Coherence, type Change } from '../../../src/features/cache/cache.coherence.js';
import { Flight, Flights } from '../../../src/features/cache/cache.flights.js';
import { Group, Memory } from '../../../src/features/cache/cache.memory.js';

const change = (more: Partial<Change>): Change => ({
  before: 0,
  at: 10,
  stamp: 10,
  kind: 'deleted',
  names: ['x'],
  ...more,
});

describe('a load that is under way', () => {
  const begin = (tags?: readonly string[]) => {
    const flights = new Flights();
    const flight = new Flight('x', tags);
    flights.begin(flight);
    return { flights, flight };
  };

  it.each([
    ['its delete', change({}), true],
    ['the delete of another', change({ names: ['y'] }), false],
    ['its tag', change({ kind: 'invalidated', names: ['a'] }), true],
    ['a tag of others', change({ kind: 'invalidated', names: ['b'] }), false],
    ['a clear', change({ kind: 'cleared', names: [] }), true],
  ])(
    'is left to those who wait for it by %s that is newer, and by none that is older',
    (_what, told, isLeft) => {
      for (const [stamp, left] of [
        [5, isLeft],
        [15, false],
      ] as const) {
        const { flights, flight } = begin(['a']);
        flights.depart(flight, stamp);
        flights.onChange(told);
        expect([stamp, flight.isOutdated, flights.get('x') === undefined]).toEqual([stamp, left, left]);
      }
    },
  );

  it('is left when it departs where the change came before its stamp was known', () => {
    for (const [stamp, left] of [
      [5, true],
      [15, false],
    ] as const) {
      const { flights, flight } = begin();
      flights.onChange(change({}));
      expect(flights.get('x')).toBe(flight);
      flights.depart(flight, stamp);
      expect([stamp, flight.isOutdated]).toEqual([stamp, left]);
    }
  });

  it('with tags that are not known yet is left by every tag', () => {
    const { flights, flight } = begin();
    flights.depart(flight, 5);
    flights.onChange(change({ kind: 'invalidated', names: ['any'] }));
    expect(flight.isOutdated).toBe(true);
  });
});

describe('what is known of the changes of a shard', () => {
  const listen = () => {
    const seen = { gaps: 0 };
    const coherence = new Coherence(
      1000,
      () => undefined,
      () => seen.gaps++,
    );
    return { coherence, seen };
  };
  const askedAt = () => performance.now() + 1;

  it('notices a message that was lost by the next one, and none that is late or told twice', () => {
    const { coherence, seen } = listen();
    for (const text of ['0 5 5 stored a', '5 6 6 deleted b', '5 6 6 deleted b', '0 5 5 stored a'])
      coherence.hear(text);
    expect(seen.gaps).toBe(0);
    coherence.hear('7 8 8 stored c');
    expect(seen.gaps).toBe(1);
  });

  it('notices that Redis has lost what it had', () => {
    const { coherence, seen } = listen();
    coherence.hear('0 5 5 stored a');
    coherence.observe({ changed: 5, askedAt: askedAt() });
    expect(seen.gaps).toBe(0);
    coherence.observe({ changed: 4, askedAt: askedAt() });
    expect(seen.gaps).toBe(1);
  });

  it.each([
    ['a delete', change({}), false],
    ['the delete of another', change({ names: ['y'] }), true],
    ['one of its tags', change({ kind: 'invalidated', names: ['b', 'a'] }), false],
    ['a tag of others', change({ kind: 'invalidated', names: ['b'] }), true],
    ['a clear', change({ kind: 'cleared', names: [] }), false],
  ])('lets into memory what was read before %s only if it does not concern it', (_what, told, isCurrent) => {
    const { coherence } = listen();
    coherence.apply(told);
    expect(coherence.isCurrent({ changed: 9, askedAt: askedAt() }, 'x', ['a'])).toBe(isCurrent);
    expect(coherence.isCurrent({ changed: 10, askedAt: askedAt() }, 'x', ['a'])).toBe(true);
  });
});

it('memory forgets a tag with the last entry that has it', () => {
  const memory = new Memory(1_000_000);
  const trust = { until: 0 };
  const kept = { value: 1, packed: false, flags: 'j', born: 1, loadMs: 0, freshUntil: 0, graceMs: 0 };
  for (const name of ['x', 'y'])
    memory.set(name, { ...kept, trust, trustedUntil: 0 }, { shard: new Group(), tags: ['a'], bytes: 1 });
  const { byTag } = memory as unknown as { byTag: Map<string, Group> };
  memory.drop('x');
  expect(byTag.size).toBe(1);
  memory.drop('y');
  expect(byTag.size).toBe(0);
});
