import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { SessionModule, SessionPresence, SessionService } from '../../../src/features/session/index.js';
import { sessionKeys } from '../../../src/features/session/session.keys.js';
import { partitionOf } from '../../../src/features/session/session.token.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

/** What has to be true of a session; instants are those of Redis. */
interface Expected {
  readonly userId: string;
  readonly idleMs: number;
  absoluteAt: number;
  token: string;
  expiresAt: number;
  ended: boolean;
}

const USERS = ['ada', 'b:{o}', 'é/§', 'd'];
const LIVES = { idleMs: 40, absoluteMs: 160, rememberIdleMs: 120, rememberAbsoluteMs: 400 };

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ op: fc.constant('create' as const), user: fc.nat(3), remember: fc.boolean() }),
  },
  { weight: 5, arbitrary: fc.record({ op: fc.constant('verify' as const), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('revoke' as const), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('rotate' as const), pick: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constant('revokeUser' as const), user: fc.nat(3), pick: fc.nat() }),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('look' as const), user: fc.nat(3) }) },
  {
    weight: 3,
    arbitrary: fc.record({ op: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 50 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ op: fc.constant('jump' as const), ms: fc.integer({ min: -120, max: 200 }) }),
  },
);
/**
 * Moves the instants of one session, unless it has ended: that stays so, whatever the clock says later. Online is the
 * latest end of the user's sessions. Keys whose time to live would be over stay a while longer: nothing may depend on it.
 */
const MOVE = `
local time = redis.call('TIME')
local now, ms = time[1] * 1000 + math.floor(time[2] / 1000), tonumber(ARGV[3])
if tonumber(redis.call('ZSCORE', KEYS[2], ARGV[1]) or 0) <= now then return 0 end
for _, field in ipairs({ 'c', 't', 'a', 'au', 'ra' }) do
  local at = redis.call('HGET', KEYS[1], field)
  if at then redis.call('HSET', KEYS[1], field, at - ms) end
end
for _, key in ipairs({ KEYS[1], KEYS[4] }) do redis.call('PEXPIREAT', key, now + 60000) end
redis.call('ZINCRBY', KEYS[2], -ms, ARGV[1])
local latest = 0
for _, serial in ipairs(redis.call('ZRANGE', KEYS[4], 0, -1)) do
  latest = math.max(latest, tonumber(redis.call('ZSCORE', KEYS[2], serial .. ':' .. ARGV[2]) or 0))
end
redis.call('ZADD', KEYS[3], latest, ARGV[2])
return 1
`;
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/**
 * The service beside a model of a dozen lines. Instants cannot be chosen, so each call is put between two readings of
 * Redis' clock: what ends between them may be either way, everything else has to agree. The clock also jumps, forth as
 * after a standstill and back as after a failover to a node whose clock is behind.
 */
class Run {
  private readonly model = new Map<string, Expected>();

  constructor(
    private readonly sessions: SessionService,
    private readonly presence: SessionPresence,
    private readonly redis: RedisConnection,
    /** Keeps the users of one run apart from those of others. */
    private readonly tag: number,
  ) {}

  async perform(steps: readonly Step[]): Promise<void> {
    for (const next of steps) await this.apply(next);
    for (const userId of USERS) await this.look(this.name(userId));
    for (const userId of USERS) await this.sessions.revokeUser(this.name(userId));
  }

  private userOf({ user }: { user: number }): string {
    return this.name(USERS[user] ?? '');
  }

  private name(userId: string): string {
    return `${userId}#${this.tag}`;
  }

  private async apply(next: Step): Promise<void> {
    if (next.op === 'wait') await delay(next.ms);
    else if (next.op === 'jump') await this.jump(next.ms);
    else if (next.op === 'create') await this.create(this.userOf(next), next.remember);
    else if (next.op === 'look') await this.look(this.userOf(next));
    else if (next.op === 'revokeUser') await this.revokeUser(this.userOf(next), next.pick);
    else {
      const [sid, expected] = [...this.model][next.pick % Math.max(1, this.model.size)] ?? [];
      if (sid !== undefined && expected) await this[next.op](expected, sid);
    }
  }

  /** The clock cannot be set, so all that is kept moves the other way, which comes to the same. */
  private async jump(ms: number): Promise<void> {
    const keys = sessionKeys(this.redis.keys('session'));
    for (const [sid, expected] of this.model) {
      const [partition, serial] = [partitionOf(sid), sid.slice(16)];
      const hash = keys.session(partition, sid);
      const moved = await this.redis.client.eval(
        MOVE,
        4,
        hash,
        keys.expiry(partition),
        keys.online(partition),
        keys.user(partition, sid.slice(0, 16)),
        `${serial}:${expected.userId}`,
        expected.userId,
        ms,
      );
      if (moved !== 1) continue;
      expected.expiresAt -= ms;
      expected.absoluteAt -= ms;
    }
  }

  private async create(userId: string, remember: boolean): Promise<void> {
    const { token, session } = await this.sessions.create(userId, { remember });
    const idleMs = remember ? LIVES.rememberIdleMs : LIVES.idleMs;
    const absoluteAt = session.createdAt + (remember ? LIVES.rememberAbsoluteMs : LIVES.absoluteMs);
    expect(session).toMatchObject({ absoluteExpiresAt: absoluteAt, expiresAt: session.createdAt + idleMs });
    this.model.set(session.id, {
      userId,
      idleMs,
      absoluteAt,
      token,
      expiresAt: session.expiresAt,
      ended: false,
    });
  }

  private async verify(expected: Expected): Promise<void> {
    const { answer, agrees } = await this.timed(async () => this.sessions.verify(expected.token));
    agrees(expected, answer.active);
    if (!answer.active) return;
    expect(answer.session.userId).toBe(expected.userId);
    expected.expiresAt = Math.min(answer.session.lastSeenAt + expected.idleMs, expected.absoluteAt);
    expect(answer.session.expiresAt).toBe(expected.expiresAt);
  }

  private async revoke(expected: Expected, sid: string): Promise<void> {
    const { answer, agrees } = await this.timed(async () => this.sessions.revoke(sid));
    agrees(expected, answer);
    expected.ended = true;
  }

  private async rotate(expected: Expected): Promise<void> {
    const old = expected.token;
    const { answer, agrees } = await this.timed(async () => this.sessions.rotate(old));
    agrees(expected, answer !== undefined);
    if (!answer) return;
    expected.token = answer.token;
    expect((await this.sessions.verify(old)).active).toBe(false);
  }

  private async revokeUser(userId: string, pick: number): Promise<void> {
    const own = [...this.model].filter(([, expected]) => expected.userId === userId);
    const [except] = own[pick % Math.max(1, own.length)] ?? [];
    const { answer, before, after } = await this.timed(async () =>
      this.sessions.revokeUser(userId, { except }),
    );
    const others = own.filter(([sid]) => sid !== except).map(([, expected]) => expected);
    expect(answer).toBeGreaterThanOrEqual(others.filter((each) => isLive(each, after)).length);
    expect(answer).toBeLessThanOrEqual(others.filter((each) => isLive(each, before)).length);
    for (const expected of others) expected.ended = true;
  }

  private async look(userId: string): Promise<void> {
    const own = [...this.model].filter(([, expected]) => expected.userId === userId);
    const at = (instant: number) => own.filter(([, each]) => isLive(each, instant)).map(([sid]) => sid);
    const listed = await this.timed(async () => this.sessions.list(userId));
    const ids = listed.answer.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(at(listed.after)));
    expect(at(listed.before)).toEqual(expect.arrayContaining(ids));
    const online = await this.timed(async () => this.presence.isOnline(userId));
    if (at(online.before).length > 0 === at(online.after).length > 0)
      expect(online.answer).toBe(at(online.after).length > 0);
    const page = await this.timed(async () => this.presence.list({ limit: 200 }));
    const isListed = page.answer.items.some((item) => item.userId === userId);
    if (at(page.before).length > 0 === at(page.after).length > 0)
      expect(isListed).toBe(at(page.after).length > 0);
    const counted = await this.timed(async () => this.presence.count());
    const all = (instant: number) => [...this.model.values()].filter((each) => isLive(each, instant));
    expect(counted.answer.sessions).toBeGreaterThanOrEqual(all(counted.after).length);
    expect(counted.answer.sessions).toBeLessThanOrEqual(all(counted.before).length);
    const users = (instant: number) => new Set(all(instant).map((each) => each.userId)).size;
    expect(counted.answer.users).toBeGreaterThanOrEqual(users(counted.after));
    expect(counted.answer.users).toBeLessThanOrEqual(users(counted.before));
  }

  private async timed<T>(call: () => Promise<T>) {
    const before = await this.now();
    const answer = await call();
    const after = await this.now();
    const agrees = (expected: Expected, live: boolean) => {
      if (isLive(expected, before) === isLive(expected, after)) expect(live).toBe(isLive(expected, after));
    };
    return { answer, before, after, agrees };
  }

  private async now(): Promise<number> {
    const [seconds, micros] = await this.redis.client.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  }
}

const isLive = ({ ended, expiresAt }: Expected, instant: number) => !ended && expiresAt > instant;

describe.each(topologies)('sessions beside a model, on %s', (_name, target) => {
  let module: TestingModule;
  beforeAll(async () => {
    // Sweeping all the time: that must not be seen.
    const options = { ...LIVES, touchIntervalMs: 0, sweepIntervalMs: 10, maxPerUser: 1000 };
    module = await startModule(target, [SessionModule.forRoot(options)]);
  });
  afterAll(async () => module.close());

  it('does and says what the model says, at whatever moment', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
        runs += 1;
        const run = new Run(
          module.get(SessionService),
          module.get(SessionPresence),
          module.get(RedisConnection),
          runs,
        );
        await run.perform(steps);
      }),
      // Shrinking helps little where each run has a timing of its own.
      { numRuns: 12, endOnFailure: true },
    );
  });
});
