import fc from 'fast-check';
import { TopDenied } from '../../../src/features/rate-limit/rate-limit.top-denied.js';

const KEPT = 200;

it('keeps who is denied most, and tells no count too low or by more than the rarest one too high', () => {
  // Some are denied again and again among ever new ones.
  const subjects = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 6, max: 2000 })), {
    minLength: 1,
    maxLength: 3000,
    size: 'max',
  });
  fc.assert(
    fc.property(subjects, (denied) => {
      const top = new TopDenied();
      const exact = new Map<string, number>();
      for (const subject of denied.map(String)) {
        top.note('p', subject);
        exact.set(subject, (exact.get(subject) ?? 0) + 1);
      }
      const rows = top.list(KEPT);
      expect(rows).toHaveLength(Math.min(KEPT, exact.size));
      expect(rows.map(({ count }) => count)).toEqual(
        rows.map(({ count }) => count).toSorted((a, b) => b - a),
      );
      expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(denied.length);
      const rarest = exact.size > KEPT ? (rows.at(-1)?.count ?? 0) : 0;
      for (const { subject, count } of rows) {
        const real = exact.get(subject) ?? 0;
        expect(count).toBeGreaterThanOrEqual(real);
        expect(count - real).toBeLessThanOrEqual(rarest);
      }
      const kept = new Set(rows.map(({ subject }) => subject));
      for (const [subject, count] of exact) if (count > denied.length / KEPT) expect(kept).toContain(subject);
    }),
    { numRuns: 50 },
  );
});
