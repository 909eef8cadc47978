import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import {
  SessionEvents,
  SessionModule,
  SessionPresence,
  SessionService,
  type SessionActivity,
} from '../../../src/features/session/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

const SECRET = 'a key for tests, which are no secret to anybody';

describe.each(topologies)('SessionService on %s', (_name, target) => {
  let module: TestingModule;
  let sessions: SessionService;
  let presence: SessionPresence;
  const activities: SessionActivity[] = [];

  beforeAll(async () => {
    const options = {
      secret: SECRET,
      touchIntervalMs: 0,
      onActivity: (seen: SessionActivity) => activities.push(seen),
    };
    module = await startModule(target, [SessionModule.forRoot(options)]);
    sessions = module.get(SessionService);
    presence = module.get(SessionPresence);
  });
  afterAll(async () => module.close());

  it('logs in, verifies, and logs out', async () => {
    const { token, session } = await sessions.create('ada', {
      device: 'Firefox on Linux',
      ip: '192.0.2.7',
      attributes: { a: [1], n: 0 },
    });
    expect(session).toMatchObject({
      userId: 'ada',
      attributes: { a: [1], n: 0 },
      version: 1,
      remembered: false,
    });
    const found = await sessions.verify(token);
    expect(found).toMatchObject({
      active: true,
      session: { ...session, lastSeenAt: expect.any(Number), expiresAt: expect.any(Number) },
    });
    expect(await presence.of('ada')).toEqual({ online: true, lastSeenAt: expect.any(Number) });
    expect(await sessions.revoke(session.id)).toBe(true);
    expect(await sessions.revoke(session.id)).toBe(false);
    expect(await sessions.verify(token)).toEqual({ active: false, reason: 'ended' });
    expect(await presence.isOnline('ada')).toBe(false);
    expect(activities.filter(({ userId }) => userId === 'ada')).toHaveLength(2);
  });
});
