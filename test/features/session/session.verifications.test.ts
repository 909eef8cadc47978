import type { TestingModule } from '@nestjs/testing';
import { SessionModule, SessionService } from '../../../src/features/session/index.js';
import { verifySessions } from '../../../src/features/session/scripts/index.js';
import { SessionPartitions } from '../../../src/features/session/session.partitions.js';
import { TokenMacs } from '../../../src/features/session/session.token.js';
import { RedisConnection, type RedisClient } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

const secret = 'a key for tests, which is a secret to nobody';

describe.each(topologies)('verifying on %s', (_name, target) => {
  let module: TestingModule;
  let sessions: SessionService;
  let client: RedisClient;

  beforeAll(async () => {
    module = await startModule(target, [SessionModule.forRoot({ secret, touchIntervalMs: 0 })]);
    sessions = module.get(SessionService);
    client = module.get(RedisConnection).client;
  });
  afterAll(async () => module.close());

  it('hands out no MAC', async () => {
    const { token, session } = await sessions.create('ada', { attributes: { n: 1 } });
    const place = module.get(SessionPartitions).ofSession(session.id);
    const mac = new TokenMacs({ secret }).of({ text: token, sid: session.id });
    const { now, verdicts } = await verifySessions.run(
      client,
      {},
      { partitions: 1, byUse: 0, graceMs: 0, eventsKept: 16, touchMs: 0 },
      {
        keys: [place.expiry, place.online, place.seen, place.events, place.session, place.user],
        args: [`A-${place.serial}${mac}`],
      },
    );
    expect(now).toBeGreaterThanOrEqual(session.createdAt);
    const { createdAt, absoluteExpiresAt, expiresAt } = session;
    const at = { c: String(createdAt), t: String(createdAt), a: String(absoluteExpiresAt) };
    const fields = { ...at, u: 'ada', i: '1800000', 'd:n': '1' };
    expect(verdicts).toEqual([['current', expiresAt, 0, fields]]);
  });

  it('gives each of very many that ask at once their own answer, in calls that nothing spoils', async () => {
    const issued = await Promise.all(
      Array.from({ length: 150 }, async (_, i) => sessions.create(`user-${i}`)),
    );
    await Promise.all(issued.slice(0, 20).map(async ({ session }) => sessions.revoke(session.id)));
    let calls = 0;
    const send = client.sendCommand.bind(client) as (...given: unknown[]) => unknown;
    const counted = (command: { args: unknown[] }, ...more: unknown[]) => {
      if (command.args.some((arg) => String(arg).startsWith('A+'))) calls++;
      return send(command, ...more);
    };
    Object.assign(client, { sendCommand: counted });
    try {
      const found = await Promise.all(issued.map(async ({ token }) => sessions.verify(token)));
      for (const [i, result] of found.entries())
        if (i < 20) expect(result).toEqual({ active: false, reason: 'ended' });
        else expect(result).toMatchObject({ active: true, session: { userId: `user-${i}` } });
    } finally {
      Object.assign(client, { sendCommand: send });
    }
    // 150 in calls of 32, or on a Cluster one for each of the 16 partitions.
    expect(calls).toBeLessThanOrEqual(client.isCluster ? 16 : 5);
  });

  it('keeps a user online until the longest session ends, whichever is used', async () => {
    const brief = await sessions.create('bo');
    const { session } = await sessions.create('bo', { remember: true });
    expect(await sessions.verify(brief.token)).toMatchObject({ active: true });
    const { online } = module.get(SessionPartitions).ofUser('bo');
    expect(Number(await client.zscore(online, 'bo'))).toBe(session.expiresAt);
  });
});
