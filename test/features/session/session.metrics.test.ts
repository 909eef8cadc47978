import type { TestingModule } from '@nestjs/testing';
import type { Metric } from '../../../src/kernel/metrics.js';
import { SessionModule, SessionPresence, SessionService } from '../../../src/features/session/index.js';
import { sessionKeys } from '../../../src/features/session/session.keys.js';
import { partitionOf } from '../../../src/features/session/session.token.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule, startService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone } from '../../support/servers.js';
import { standalone, topologies } from '../../support/topologies.js';

/** Numbers that are not zero, by metric and label. */
const numbersOf = (metrics: readonly Metric[]) =>
  Object.fromEntries(
    metrics.flatMap(({ name, samples }) =>
      samples
        .filter(({ value }) => value !== 0)
        .map(({ labels, value }) => [[name, ...Object.values(labels ?? {})].join(' '), value]),
    ),
  );

describe('what sessions tell the metrics', () => {
  let module: TestingModule;
  afterEach(async () => module.close());

  it('is each login, verification, rotation and end, once', async () => {
    module = await startModule(standalone, [
      SessionModule.forRoot({ maxPerUser: 2, onLimit: 'reject', graceMs: 0, sweepIntervalMs: 20 }),
    ]);
    const sessions = module.get(SessionService);
    const [one, two] = [await sessions.create('ada'), await sessions.create('ada')];
    await expect(sessions.create('ada')).rejects.toMatchObject({ code: 'SESSION_LIMIT' });
    await sessions.verify(one.token);
    await sessions.verify('none');
    const next = await sessions.rotate(two.token);
    await sessions.verify(two.token); // reused: the session has ended
    await sessions.verify(next?.token ?? '');
    await sessions.renew(one.token);
    await sessions.revoke(one.session.id);
    await sessions.revoke(one.session.id);
    await Promise.all([sessions.create('bo'), sessions.create('bo')]);
    await sessions.revokeUser('bo');
    const { session } = await sessions.create('cy');
    const redis = module.get(RedisConnection);
    const { expiry } = sessionKeys(redis.keys('session'));
    await redis.client.zadd(expiry(partitionOf(session.id)), 1, `${session.id.slice(16)}:cy`);
    await eventually(() =>
      expect(numbersOf(sessions.metrics())).toEqual({
        'rookery_session_logins_total created': 5,
        'rookery_session_logins_total limit': 1,
        'rookery_session_verifications_total active': 1,
        'rookery_session_verifications_total malformed': 1,
        'rookery_session_verifications_total reused': 1,
        'rookery_session_verifications_total ended': 1,
        'rookery_session_rotations_total asked': 1,
        'rookery_session_rotations_total old': 1,
        'rookery_session_ended_total revoked': 3,
        'rookery_session_ended_total expired': 1,
        'rookery_session_ended_total reused': 1,
      }),
    );
  });

  it.each(topologies)('is who is online, on %s', async (_name, target) => {
    module = await startModule(target, [SessionModule.forRoot({})]);
    await Promise.all(['ada', 'bo', 'bo'].map(async (user) => module.get(SessionService).create(user)));
    expect(numbersOf(await module.get(SessionPresence).metrics())).toEqual({
      rookery_session_online_users: 2,
      rookery_session_live_sessions: 3,
    });
  });
});

it('counts on while Redis is away; who is online is left out then', async () => {
  const server = await startStandalone();
  const service = await startService({ url: server.url });
  try {
    await service.request('POST', '/v1/sessions', { userId: 'ada' });
    const scrape = async () => (await fetch(`${service.url}/metrics`)).text();
    expect(await scrape()).toContain('rookery_session_online_users 1');
    await server.kill();
    const text = await scrape();
    expect(text).toContain('rookery_session_logins_total{outcome="created"} 1');
    expect(text).not.toContain('rookery_session_online_users 1');
  } finally {
    await service.stop();
    await server.stop();
  }
});
