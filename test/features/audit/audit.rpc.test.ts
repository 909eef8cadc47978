import { AuditService } from '../../../src/features/audit/index.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

/** Two services in one process: they share the classes of their controllers, and nothing else. */
let servers: RedisServer[];
let services: TestService[];
beforeAll(async () => {
  servers = await Promise.all([startStandalone(), startStandalone()]);
  services = [];
  for (const { url } of servers) services.push(await startService({ url }));
});
afterAll(async () => {
  for (const service of services) await service.stop();
  for (const server of servers) await server.stop();
});

const told = async ({ app }: TestService) => {
  const { items } = await app.get(AuditService, { strict: false }).list();
  return items.toReversed();
};

it('tells of messages and requests alike, once, and only in the service that they came to', async () => {
  const [first, second] = services;
  if (!first || !second) throw new Error('there are no services');
  const client = stockClient(servers[0]?.port ?? 0);
  const policy = { limit: 1, windowMs: 1000 };
  await ask(client, 'rate-limit.setPolicy', { policy: 'login', ...policy });
  expect(await refusal(client, 'rate-limit.removePolicy', { policy: 'none' })).toMatchObject({ status: 404 });
  await ask(client, 'rate-limit.listPolicies', {});
  await first.request('PUT', '/v1/rate-limits/login', policy);
  await second.request('PUT', '/v1/rate-limits/other', policy);
  const by = { actor: 'open', action: 'rate-limit:write' };
  await eventually(async () =>
    expect(await told(first)).toMatchObject([
      { ...by, what: 'rate-limit.setPolicy', target: ['login'], outcome: 'done' },
      { ...by, what: 'rate-limit.removePolicy', target: ['none'], outcome: 'failed' },
      { ...by, what: expect.stringMatching(/^PUT /), target: ['login'], outcome: 'done' },
    ]),
  );
  await eventually(async () =>
    expect(await told(second)).toMatchObject([{ ...by, target: ['other'], outcome: 'done' }]),
  );
  await client.close();
});
