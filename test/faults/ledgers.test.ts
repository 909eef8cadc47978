import { jest } from '@jest/globals';
import { Availability } from './availability.js';
import { AnalyticsLedger } from './ledgers/analytics.js';
import { CacheLedger } from './ledgers/cache.js';
import { CollectionsLedger } from './ledgers/collections.js';
import { KvLedger } from './ledgers/kv.js';
import type { Ledger } from './ledgers/ledger.js';
import { MessagingLedger } from './ledgers/messaging.js';
import { QueueLedger } from './ledgers/queue.js';
import { RateLimitLedger } from './ledgers/rate-limit.js';
import { SessionLedger } from './ledgers/session.js';
import type { Request, Send } from './service.js';

/** A service that answers a request, by method and the begin of its path, with this body. */
function liar(answers: Record<string, (request: Request) => object | undefined>): Send {
  return async (request) => {
    const called = `${request.method} ${request.path}`;
    const [, make] = Object.entries(answers).find(([start]) => called.startsWith(start)) ?? [];
    const body = make?.(request) as Record<string, unknown> | undefined;
    return { status: body ? 200 : 404, body: body ?? {}, at: Date.now(), done: Boolean(body), unsure: false };
  };
}

/** What a ledger finds after some steps of each of its clients. */
async function findings(ledger: Ledger, steps: number): Promise<string[]> {
  await ledger.open();
  for (let i = 0; i < steps; i++)
    for (let client = 0; client < ledger.clients; client++) await ledger.step(client);
  await ledger.verify();
  return [...ledger.lost.map(({ what }) => what), ...ledger.broken];
}

const nothing = () => undefined;
const yes = () => ({});

describe('the ledger of', () => {
  test('kv notices a value that is gone, and counts that are lost or doubled', async () => {
    let count = 0;
    const forgetful = liar({ 'PUT /v1/kv': yes, 'POST /v1/kv': () => ({ value: ++count }) });
    const found = await findings(new KvLedger(forgetful), 3);
    expect(found).toContainEqual(expect.stringMatching(/^value-\d-\d+: \d+, and 0 is there instead$/));
    expect(found).toContainEqual(expect.stringMatching(/^count-\d: the count to 1$/));
    const doubling = liar({ 'POST /v1/kv': () => ({ value: (count += 2) }) });
    expect(await findings(new KvLedger(doubling), 6)).toContainEqual(
      expect.stringMatching(/^count-\d is \d+, after \d+ and 0 that may have counted$/),
    );
  });

  test('collections notices a batch that is gone, or there in part', async () => {
    const stored = { item: { batch: 1 } };
    const send = liar({ POST: yes, GET: () => ({ items: [stored], nextCursor: null }) });
    expect(await findings(new CollectionsLedger(send), 1)).toEqual(['batch 2', 'batch 1 has 1 of 3 items']);
  });

  test('queue notices a job that is gone, one that nobody added, and two outcomes of one', async () => {
    const leased = { id: 'job-1', token: 't' };
    const send = liar({
      'POST /v1/queues/jobs/jobs': yes,
      'POST /v1/queues/jobs/lease': () => ({ jobs: [leased] }),
      'POST /v1/queues/jobs/settle': () => ({ results: [{ id: 'job-1', accepted: true }] }),
      'GET /v1/queues/jobs/jobs': () => ({ items: [{ id: 'job-2' }, { id: 'stranger' }], nextCursor: null }),
      'GET /v1/queues/jobs': () => ({
        counts: { waiting: 0, delayed: 0, active: 0 },
        totals: { completed: 3 },
      }),
    });
    const found = await findings(new QueueLedger(send), 2);
    expect(found).toEqual(
      expect.arrayContaining(['job-1: its first outcome', 'job-1', 'stranger was never added']),
    );
    expect(found).toContain('2 jobs have 3 outcomes');
  });

  test('session notices logins and logouts that are undone, and who is online and should not be', async () => {
    const logIn = {
      'POST /v1/sessions': ({ path }: Request) => (path.endsWith('verify') ? { active: false } : {}),
    };
    const count = { 'GET /v1/users/online/count': () => ({ count: 99 }) };
    const found = await findings(new SessionLedger(liar({ ...logIn, ...count, PATCH: yes })), 2);
    expect(found).toContainEqual(expect.stringMatching(/^the login of user-\d+$/));
    expect(found).toContain('99 are online, with 0 to 0 logged in');
    const active = () => ({ active: true, session: { attributes: {} } });
    const verify = { 'POST /v1/sessions/verify': active, 'POST /v1/sessions': yes };
    const all = liar({ ...verify, ...count, PATCH: yes, DELETE: yes });
    const undone = await findings(new SessionLedger(all), 20);
    expect(undone).toContainEqual(expect.stringMatching(/^the logout of user-\d+$/));
    expect(undone).toContainEqual(expect.stringMatching(/^user-\d+: attribute \d+, found 0$/));
  });

  test('rate-limit notices one too many, one too few, and a limit that is open', async () => {
    let takes = 0;
    const told = (allowed: () => boolean, more = {}) =>
      liar({ PUT: yes, GET: yes, POST: () => ({ allowed: allowed(), ...more }) });
    expect(await findings(new RateLimitLedger(told(() => ++takes % 23 !== 22)), 20)).toContain(
      'subject-0: a use of its limit',
    );
    expect(await findings(new RateLimitLedger(told(() => false)), 1)).toContain(
      'subject-0 was denied after 0 of 20',
    );
    expect(await findings(new RateLimitLedger(told(() => true, { degraded: true })), 1)).toContain(
      'subject-0 was let in though the policy is closed',
    );
  });

  test('cache notices a value that is older than the last invalidation', async () => {
    const send = liar({ GET: () => ({ hit: true, value: 1 }), DELETE: yes, POST: yes });
    expect(await findings(new CacheLedger(send), 20)).toContainEqual(
      expect.stringMatching(/^an invalidation of row-\d+: 1 read after \d+$/),
    );
  });

  test('analytics notices a page view that is not counted, and one that is counted twice', async () => {
    const counting = (pageviews: number) =>
      liar({ POST: () => ({ accepted: 1 }), GET: () => ({ total: { pageviews } }) });
    expect(await findings(new AnalyticsLedger(counting(1)), 1)).toEqual(['a page view']);
    expect(await findings(new AnalyticsLedger(counting(3)), 1)).toEqual(['3 page views are counted, of 2']);
  });

  test('messaging notices a message that is gone, twice there, never delivered, or out of order', async () => {
    const message = (sequence: number, n = sequence) => ({ sequence, data: { n }, key: 'k', receipt: 'r' });
    const drained = { lag: 0, delivered: 0, retrying: 0, parked: 0 };
    const send = liar({
      'POST /v1/topics/orders/messages': yes,
      PUT: yes,
      'POST /v1/topics/orders/groups/billing/pull': () => ({ messages: [message(2), message(1)] }),
      'POST /v1/topics/orders/groups/billing/ack': () => ({ results: [{ accepted: true }] }),
      'GET /v1/topics/orders/groups': () => drained,
      'GET /v1/topics/orders/messages': () => ({ items: [message(1), message(3), message(4, 3)] }),
    });
    expect(await findings(new MessagingLedger(send), 2)).toEqual(
      expect.arrayContaining([
        'k: message 1 came after 2',
        'the acknowledgement of message 2',
        'message 3 comes after 1',
        'message 3 is stored twice',
        'message 3 was never delivered',
        'message 2',
      ]),
    );
  });

  test('each is content with a service that does nothing', async () => {
    const send = liar({
      'GET /v1/collections': () => ({ items: [], nextCursor: null }),
      'GET /v1/users/online/count': () => ({ count: 0 }),
      'POST /v1/sessions/verify': () => ({ active: false }),
      'GET /v1/kv': nothing,
    });
    for (const ledger of [new KvLedger(send), new CollectionsLedger(send), new SessionLedger(send)])
      expect(await findings(ledger, 5)).toEqual([]);
  });
});

describe('availability', () => {
  beforeEach(() => jest.useFakeTimers({ now: 0 }));
  afterEach(() => jest.useRealTimers());
  const at = (ms: number) => jest.setSystemTime(ms);

  test('counts the time between two successes as an outage if something failed in it', () => {
    const seen = new Availability();
    for (const [ms, ok] of [
      [100, true],
      [5000, true],
      [5100, false],
      [5900, false],
      [6000, true],
    ] as const) {
      at(ms);
      seen.note(5, ok ? undefined : 'REDIS_UNAVAILABLE');
    }
    expect(seen).toMatchObject({
      requests: 5,
      failed: 2,
      failures: { REDIS_UNAVAILABLE: 2 },
      totalMs: 1000,
      longestMs: 1000,
    });
    expect(seen.isWellSince(5900)).toBe(false);
    expect(seen.isWellSince(5950)).toBe(true);
  });

  test('an outage that has not ended counts until now', () => {
    const seen = new Availability();
    at(100);
    seen.note(5);
    at(200);
    seen.note(5, 'no answer');
    const before = seen.copy();
    at(700);
    expect(seen.longestMs).toBe(600);
    expect(seen.isWellSince(300)).toBe(false);
    seen.note(5);
    expect(before.requests).toBe(2);
  });
});
