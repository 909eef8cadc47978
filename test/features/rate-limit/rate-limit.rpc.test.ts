import type { ClientProxy } from '@nestjs/microservices';
import { startService, type TestService } from '../../support/app.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

describe('rate-limit.* over the Redis transport', () => {
  let server: RedisServer;
  let service: TestService;
  let client: ClientProxy;
  beforeAll(async () => {
    process.env['RATE_LIMIT_DECIDE_WITHIN_MS'] = '10000';
    server = await startStandalone();
    service = await startService({ url: server.url, deadlineMs: 10_000 });
    client = stockClient(server.port);
    await client.connect();
  });
  afterAll(async () => {
    delete process.env['RATE_LIMIT_DECIDE_WITHIN_MS'];
    await client.close();
    await service.stop();
    await server.stop();
  });

  it('does all that HTTP does, with the same bodies', async () => {
    const policy = 'api';
    const set = await ask(client, 'rate-limit.setPolicy', { policy, limit: 3, windowMs: 3_600_000 });
    expect(set).toMatchObject({ name: 'api', limit: 3, source: 'runtime' });
    expect(await ask(client, 'rate-limit.getPolicy', { policy })).toEqual(set);
    const { items } = await ask<{ items: unknown[] }>(client, 'rate-limit.listPolicies', {});
    expect(items).toContainEqual(set);
    const subject = 'user:1';
    expect(await ask(client, 'rate-limit.take', { policy, subject })).toMatchObject({
      allowed: true,
      remaining: 2,
    });
    expect(await ask(client, 'rate-limit.takeAll', { rules: [{ policy, subject }] })).toMatchObject({
      allowed: true,
      rules: [{ remaining: 1 }],
    });
    expect(await ask(client, 'rate-limit.penalize', { policy, subject, cost: 1 })).toEqual({
      penalized: true,
    });
    expect(await ask(client, 'rate-limit.take', { policy, subject })).toMatchObject({ allowed: false });
    expect(await ask(client, 'rate-limit.reward', { policy, subject, cost: 2 })).toEqual({ rewarded: true });
    expect(await ask(client, 'rate-limit.peek', { policy, subject })).toMatchObject({
      allowed: true,
      remaining: 2,
    });
    const overHttp = (await service.request('GET', '/v1/rate-limits/api/user:1')).body;
    expect(overHttp).toMatchObject({ policy: 'api', remaining: 2 });
    expect(await ask(client, 'rate-limit.block', { policy, subject, blockMs: 1000 })).toEqual({
      blocked: true,
    });
    expect(await ask(client, 'rate-limit.reset', { policy, subject })).toEqual({ reset: true });
    expect(await ask(client, 'rate-limit.removePolicy', { policy })).toEqual({ removed: true });
    expect(await refusal(client, 'rate-limit.take', { policy, subject })).toMatchObject({
      status: 404,
      code: 'RATE_LIMIT_POLICY_NOT_FOUND',
    });
    expect(await refusal(client, 'rate-limit.setPolicy', { policy, limit: 0, windowMs: 1 })).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
    });
  });

  it('holds places', async () => {
    const policy = 'places';
    await ask(client, 'rate-limit.setPolicy', {
      policy,
      algorithm: 'concurrency',
      limit: 1,
      windowMs: 60_000,
    });
    const { lease } = await ask(client, 'rate-limit.acquire', { policy, subject: 's' });
    expect(await ask(client, 'rate-limit.renew', { policy, subject: 's', lease })).toEqual({ held: true });
    expect(await ask(client, 'rate-limit.release', { policy, subject: 's', lease })).toEqual({ held: true });
  });
});
