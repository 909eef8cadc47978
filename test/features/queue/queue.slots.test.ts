import fc from 'fast-check';
import {
  advance,
  faultOf,
  LATE_MS,
  upcoming,
  type CatchUp,
  type Plan,
  type Timing,
} from '../../../src/features/queue/queue.slots.js';

const at = (text: string) => Date.parse(text);
const iso = (slots: readonly number[]) => slots.map((slot) => new Date(slot).toISOString());

/** A plan whose first slot has been worked out at `now`. */
const planned = (timing: Timing, now: number): Plan =>
  advance({ ...timing, catchUp: 'one' }, { createdAt: now }, now).plan;

describe('slots of a pattern', () => {
  const daily = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' };

  it('are those of its time zone, in summer and in winter', () => {
    const noon = { cron: '0 12 * * *', timeZone: 'Europe/Berlin' };
    expect(iso(upcoming(noon, planned(noon, at('2026-03-27T20:00:00Z')), 3))).toEqual([
      '2026-03-28T11:00:00.000Z',
      '2026-03-29T10:00:00.000Z',
      '2026-03-30T10:00:00.000Z',
    ]);
  });

  it('come once where the clock is put back, and at the next instant there is where it is put forward', () => {
    expect(iso(upcoming(daily, planned(daily, at('2026-10-24T12:00:00Z')), 2))).toEqual([
      '2026-10-25T00:30:00.000Z', // the first 02:30 of the two
      '2026-10-26T01:30:00.000Z',
    ]);
    expect(iso(upcoming(daily, planned(daily, at('2026-03-28T12:00:00Z')), 2))).toEqual([
      '2026-03-29T01:00:00.000Z', // 02:30 is not there: at 03:00, when the clock has jumped
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('come each hour where the clock is put back', () => {
    const hourly = { cron: '0 * * * *', timeZone: 'Europe/Berlin' };
    const slots = upcoming(hourly, planned(hourly, at('2026-10-24T22:30:00Z')), 5);
    expect(new Set(slots.slice(1).map((slot, i) => slot - (slots[i] ?? 0)))).toEqual(new Set([3_600_000]));
  });

  it('may have seconds', () => {
    const timing = { cron: '*/10 * * * * *' };
    expect(upcoming(timing, planned(timing, 1500), 3)).toEqual([10_000, 20_000, 30_000]);
  });

  it.each([
    [{ cron: '61 * * * *' }, /minute/],
    [{ cron: '* * * *' }, /pattern|parts/i],
    [{ cron: '2030-01-01T00:00:00' }, /./],
    [{ cron: '0 0 31 2 *' }, /never/],
    [{ cron: '0 0 * * *', timeZone: 'Mars/Olympus' }, /time ?zone/i],
  ])('are refused where they make no sense: %j', (timing, fault) => {
    expect(faultOf(timing)).toMatch(fault);
  });
});

describe('slots that were missed', () => {
  const cases: [CatchUp, number, number[]][] = [
    ['all', 350, [100, 200, 300]],
    ['one', 350, [300]],
    ['none', 350, [300]],
    ['none', 350 + LATE_MS, [LATE_MS + 300]],
  ];
  it.each(cases)('are caught up with "%s" at %d: %j', (catchUp, now, expected) => {
    const timing = { everyMs: 100, catchUp };
    const { slots, plan } = advance(timing, planned(timing, 0), now);
    expect(slots).toEqual(expected);
    expect(plan.nextAt).toBe((slots.at(-1) ?? 0) + 100);
    expect(plan.runs).toBe(slots.length);
  });

  it('by more than a minute are left out where nothing is to be caught up', () => {
    const timing = { everyMs: 10 * LATE_MS, catchUp: 'none' as const };
    const { slots, plan } = advance(timing, planned(timing, 0), 12 * LATE_MS);
    expect(slots).toEqual([]);
    expect(plan).toMatchObject({ runs: 0, nextAt: 20 * LATE_MS });
  });

  it('of a pattern are passed over in one step, however many there were', () => {
    const timing = { cron: '* * * * * *', catchUp: 'one' as const };
    const now = at('2036-01-01T00:00:00.500Z');
    const startedAt = performance.now();
    const { slots } = advance(timing, planned(timing, at('2026-01-01T00:00:00Z')), now);
    expect(iso(slots)).toEqual(['2036-01-01T00:00:00.000Z']);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('where the clock was put forward are caught up as well', () => {
    const timing = { cron: '30 2 * * *', timeZone: 'Europe/Berlin', catchUp: 'one' as const };
    const { slots, plan } = advance(
      timing,
      planned(timing, at('2026-03-28T12:00:00Z')),
      at('2026-03-29T12:00:00Z'),
    );
    expect(slots).toHaveLength(1);
    expect(iso([plan.nextAt ?? 0])).toEqual(['2026-03-30T00:30:00.000Z']);
  });
});

describe('whenever somebody looks', () => {
  const timing = fc.record({
    everyMs: fc.integer({ min: 100, max: 5000 }),
    startAt: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined }),
    endAt: fc.option(fc.integer({ min: 20_001, max: 90_000 }), { nil: undefined }),
    limit: fc.option(fc.integer({ min: 1, max: 150 }), { nil: undefined }),
  });
  const looks = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 30 });

  it('each slot comes exactly once, none too early, and no more than there should be', () => {
    fc.assert(
      fc.property(timing, looks, (times, waits) => {
        const createdAt = 777;
        let now = createdAt;
        let plan: Plan = { createdAt };
        const fired: number[] = [];
        for (const wait of [0, ...waits, 0, 0, 0]) {
          now += wait;
          const step = advance({ ...times, catchUp: 'all' }, plan, now);
          expect(step.slots.every((slot) => slot <= now)).toBe(true);
          fired.push(...step.slots);
          plan = step.plan;
        }
        const { everyMs, startAt, endAt = Infinity, limit = Infinity } = times;
        const expected: number[] = [];
        for (let slot = startAt ?? createdAt + everyMs; slot <= Math.min(now, endAt); slot += everyMs)
          if (slot > createdAt && expected.length < limit) expected.push(slot);
        // At most 100 come in one step.
        expect(fired).toEqual(expected.slice(0, fired.length));
        expect(fired.length).toBeGreaterThanOrEqual(Math.min(expected.length, 100));
      }),
    );
  });
});
