import type { TestingModule } from '@nestjs/testing';
import { AnalyticsModule, AnalyticsService } from '../../../src/features/analytics/index.js';
import { dateOf } from '../../../src/features/analytics/analytics.calendar.js';
import { analyticsKeys } from '../../../src/features/analytics/analytics.keys.js';
import { AnalyticsSites } from '../../../src/features/analytics/analytics.sites.js';
import { UNITS, UsersDraft } from '../../../src/features/analytics/analytics.users.js';
import { noteUsers } from '../../../src/features/analytics/scripts/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';
import { seeded } from './analytics.model.js';

const DAY = 86_400_000;
const SPAN = 200;

interface Active {
  readonly day: number;
  readonly user: string;
}

/** Users who come back less and less, over `SPAN` days, in the order in which they are told: up to `late` days later. */
function activity(seed: number, late: number): Active[] {
  const random = seeded(seed);
  const today = Math.floor(Date.now() / DAY);
  const all: (Active & { told: number })[] = [];
  for (let n = 0; n < 150; n++) {
    const first = Math.floor(random() * SPAN);
    for (let day = first; day < SPAN; day++)
      if (day === first || random() < 1 / (1 + (day - first) / 4))
        all.push({ day: today - SPAN + day, user: id(n), told: day + random() * late });
  }
  return all.toSorted((a, b) => a.told - b.told);
}

/** Sixteen letters, as digests of users are. */
const id = (n: number) => Buffer.from(`user${String(n).padStart(8, '0')}`).toString('base64url');

/** Users of each period by how many periods they had been there, counted in the plainest way. */
function bruteForce(
  active: readonly Active[],
  unit: keyof typeof UNITS,
): Record<string, Record<string, number>> {
  const { indexOf, nameOf } = UNITS[unit];
  const firsts = new Map<string, number>();
  for (const { day, user } of active) firsts.set(user, Math.min(day, firsts.get(user) ?? day));
  const furthest = { day: 90, week: 104, month: 60 }[unit];
  const seen = new Set<string>();
  const counts: Record<string, Record<string, number>> = {};
  for (const { day, user } of active) {
    const name = nameOf(day);
    if (seen.has(`${name} ${user}`)) continue;
    seen.add(`${name} ${user}`);
    const later = Math.min(indexOf(day) - indexOf(firsts.get(user) ?? day), furthest);
    const of = (counts[name] ??= {});
    of[later] = (of[later] ?? 0) + 1;
  }
  return counts;
}

describe.each(topologies)('the days of users, on %s', (_name, target) => {
  let module: TestingModule;
  let redis: RedisConnection;
  beforeAll(async () => {
    module = await startModule(target, [AnalyticsModule.forRoot({ users: 'exact' })]);
    redis = module.get(RedisConnection);
  });
  afterAll(async () => module.close());

  /** Notes them in batches, as the ingest does, and reads what was counted. */
  async function noted(name: string, active: readonly Active[], room = 500) {
    await module.get(AnalyticsService).track(name, { name: 'signup' });
    const site = await module.get(AnalyticsSites).find(name);
    const keys = analyticsKeys(redis.keys('analytics')).ofShard(name, 0);
    const { options } = module.get(AnalyticsSites);
    for (let i = 0; i < active.length; i += 300) {
      const draft = new UsersDraft(site, keys, { options, now: Date.now() });
      for (const { day, user } of active.slice(i, i + 300))
        draft.add({
          at: day * DAY + 1,
          name: 'x',
          page: '',
          visit: [],
          properties: [],
          who: { shard: 0, user },
        });
      const { batch, keys: places } = draft.noteUsers() ?? { batch: '', keys: [] };
      await noteUsers.run(redis.client, {}, { room, keepDays: 1825, batch }, { keys: places });
    }
    return async (unit: keyof typeof UNITS) => {
      const names = new Set(active.map(({ day }) => UNITS[unit].nameOf(day)));
      const read = [...names].map(async (period) => {
        const fields = await redis.client.hgetall(keys.active(period));
        return [
          period,
          Object.fromEntries(
            Object.entries(fields)
              .map(([field, count]) => [field, Number(count)])
              .filter(([, count]) => count !== 0),
          ) as Record<string, number>,
        ] as const;
      });
      return Object.fromEntries(await Promise.all(read));
    };
  }

  it.each([
    ['in order', 0],
    ['up to 20 days late', 20],
    ['up to 33 days late', 33],
  ])('are counted as brute force does, told %s: days, weeks, months, who came back', async (how, late) => {
    const active = activity(11 + late, late);
    const read = await noted(`told-${how.replaceAll(' ', '-')}`, active);
    for (const unit of ['day', 'week', 'month'] as const)
      expect(await read(unit)).toEqual(bruteForce(active, unit));
    // What is noted again changes nothing.
    const again = await noted(`told-${how.replaceAll(' ', '-')}`, active.slice(-600));
    expect(await again('day')).toEqual(
      Object.fromEntries(
        Object.entries(bruteForce(active, 'day')).filter(([name]) =>
          active.slice(-600).some(({ day }) => dateOf(day) === name),
        ),
      ),
    );
  });

  it('that come too late or of users who find no room are told as missing, and count no one twice', async () => {
    const today = Math.floor(Date.now() / DAY);
    const late = await noted('too-late', [
      { day: today, user: id(1) },
      { day: today - 34, user: id(1) },
      { day: today - 33, user: id(1) },
    ]);
    expect(await late('day')).toMatchObject({
      [dateOf(today - 34)]: { lost: 1 },
      [dateOf(today - 33)]: { 0: 1 },
      [dateOf(today)]: { 33: 1 },
    });
    const many = Array.from({ length: 9000 }, (_, n) => ({ day: today, user: id(n) }));
    const full = await noted('full', many, 1);
    const { 0: kept = 0, lost = 0 } = (await full('day'))[dateOf(today)] ?? {};
    expect(kept).toBeLessThanOrEqual(4096);
    expect(kept + lost).toBe(9000);
  });
});
