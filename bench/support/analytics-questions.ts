import type { Redis } from 'ioredis';
import type { AnalyticsService } from 'rookery';
import type { Row, Table } from './rounds.js';

const DAY_MS = 86_400_000;
const USERS = 20_000;
const PAGES = 1000;

/** A few pages get most of the views, as anywhere; the same in each run. */
const pageAt = (i: number) => `/shop/item-${Math.floor(PAGES ** (((i * 7919) % 10_007) / 10_007)) - 1}`;
const userAt = (i: number) => `user-${(i * 104_729) % USERS}`;
/** A page view of one of many users. */
export const eventAt = (i: number) => ({
  name: 'pageview',
  path: pageAt(i),
  referrer: i % 3 === 0 ? 'https://www.google.com/' : 'https://news.example/today',
  userId: userAt(i),
});

/** Of a site as ten million events of a year leave it: what is kept does not depend on their number. */
export async function* questions(analytics: AnalyticsService, plain: Redis): AsyncIterable<Table> {
  const now = Date.now();
  await analytics.track('big', eventAt(0));
  const key = (part: string) => `rookery:analytics:{big:0}:${part}`;
  const ids = Array.from({ length: USERS }, (_, i) => userAt(i));
  for (let back = 0; back < 366; back++) {
    const date = new Date(now - back * DAY_MS).toISOString().slice(0, 10);
    const fields = ['p', 'e', 'v', 'b', 't'].flatMap((metric) => [`${date.slice(8)}${metric}`, '27397']);
    await plain.hset(key(`d:${date.slice(0, 7)}`), ...fields);
    await plain.pfadd(key(`v:${date}`), ...ids.slice(0, 3000));
    if (back > 30) continue;
    for (const period of [date, date.slice(0, 7)]) await plain.pfadd(key(`u:${period}`), ...ids);
    await seedDay(plain, key, date);
  }
  const weeksAgo = { from: now - 360 * DAY_MS };
  await seedWeeks(analytics, plain, weeksAgo);
  const yearAgo = new Date(now - 364 * DAY_MS).toISOString().slice(0, 10);
  const monthAgo = new Date(now - 29 * DAY_MS).toISOString().slice(0, 10);
  const closed = new Date(now - 10 * DAY_MS).toISOString().slice(0, 10);
  const asked: [name: string, ask: () => Promise<unknown>][] = [
    ['a year of daily series', async () => analytics.pageviews('big', { from: yearAgo })],
    ['top 100 pages of 30 days', async () => analytics.top('big', { from: monthAgo, limit: 100 })],
    ['active users of a day, week and month', async () => analytics.activeUsers('big')],
    ['retention of 52 weeks', async () => analytics.retention('returning', weeksAgo)],
  ];
  const rows: Row[] = [];
  for (const [name, ask] of asked) rows.push(await timed(name, ask));
  yield {
    title: 'questions, one after the other; 10 ms is what they may take',
    unit: 'p99 ms',
    lowerIsBetter: true,
    rows,
  };
  yield await memoryOf(closed, { analytics, plain, key });
}

/** What Redis keeps of a day that is over. */
async function memoryOf(
  closed: string,
  { analytics, plain, key }: { analytics: AnalyticsService; plain: Redis; key: (part: string) => string },
): Promise<Table> {
  for (const dimension of ['entry', 'exit', 'source', 'event'] as const)
    await analytics.top('big', { from: closed, to: closed, dimension });
  const parts = [
    'v',
    'u',
    'a',
    't:page',
    'f:page',
    't:entry',
    'f:entry',
    't:exit',
    'f:exit',
    't:source',
    'f:source',
    't:event',
    'f:event',
    'x',
  ];
  const sizes = await Promise.all(
    parts.map(async (part) => plain.memory('USAGE', key(`${part}:${closed}`), 'SAMPLES', 0)),
  );
  const bytes = sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  return {
    title: 'memory of a closed day of 20,000 visitors and 1500 pages; 100 KB is what it may take',
    unit: 'bytes in Redis',
    lowerIsBetter: true,
    rows: [{ name: 'a closed day', value: bytes, ratio: bytes / 100_000, target: 1 }],
  };
}

/** A site whose users came back in each of a year's weeks. */
async function seedWeeks(
  analytics: AnalyticsService,
  plain: Redis,
  weeksAgo: { from: number },
): Promise<void> {
  await analytics.setSite('returning', { users: 'exact' });
  const { items: weeks } = await analytics.retention('returning', weeksAgo);
  for (const [i, { cohort }] of weeks.entries())
    for (let ago = 0; ago <= i; ago++)
      await plain.hset(`rookery:analytics:{returning:0}:a:w${cohort}`, String(ago), 4000 - 50 * ago);
}

/** Rankings as the ingest leaves them while a day is open; the first question packs those that are over. */
async function seedDay(plain: Redis, key: (part: string) => string, date: string): Promise<void> {
  for (let ago = 0; ago <= 90; ago++) await plain.hset(key(`a:${date}`), String(ago), 1000 - ago);
  for (const [dimension, size] of Object.entries({
    page: 1500,
    entry: 1500,
    exit: 1500,
    source: 300,
    event: 300,
  })) {
    const members = Array.from({ length: size }, (_, i) => [
      Math.ceil(30_000 / (i + 1)),
      `/shop/item-${i}`,
    ]).flat();
    await plain.zadd(key(`t:${dimension}:${date}`), ...members);
    await plain.pexpire(key(`t:${dimension}:${date}`), 90 * DAY_MS);
  }
}

async function timed(name: string, ask: () => Promise<unknown>): Promise<Row> {
  const took: number[] = [];
  let first = 0;
  // After a hundred that warm up, as in a service that has run for a while; the first is told beside.
  for (let i = 0; i < 400; i++) {
    const startedAt = performance.now();
    await ask();
    const ms = performance.now() - startedAt;
    if (i === 0) first = ms;
    if (i >= 100) took.push(ms);
  }
  took.sort((a, b) => a - b);
  const p99 = took[Math.floor(took.length * 0.99)] ?? 0;
  return {
    name,
    value: p99,
    columns: { 'p50 ms': took[Math.floor(took.length / 2)] ?? 0, 'the first ms': first },
    ratio: p99 / 10,
    target: 1,
  };
}
