import { ApiKeysService } from '../../../src/features/api-keys/index.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone } from '../../support/topologies.js';

let service: TestService;
beforeAll(async () => {
  service = await startService(standalone, { access: 'keys' });
});
afterAll(async () => service.stop());

const keyFor = async (...scopes: string[]) => {
  const { key, apiKey } = await service.app
    .get(ApiKeysService, { strict: false })
    .create({ name: 'test', scopes });
  return { id: apiKey.id, headers: { authorization: `Bearer ${key}` } };
};

it('tells who made and ended keys and sessions, and what was refused, once', async () => {
  const admin = await keyFor('*');
  const small = await keyFor('kv:read');
  const { body } = await service.request('POST', '/v1/api-keys', { name: 'a', scopes: ['*'] }, admin.headers);
  const { id } = body['apiKey'] as { id: string };
  await service.request('DELETE', `/v1/api-keys/${id}`, undefined, admin.headers);
  await service.request('DELETE', `/v1/api-keys/${'0'.repeat(16)}`, undefined, admin.headers);
  const login = await service.request('POST', '/v1/sessions', { userId: 'ada' }, admin.headers);
  await service.request('DELETE', '/v1/users/ada/sessions', undefined, admin.headers);
  for (let i = 0; i < 3; i++)
    await service.request('PUT', '/v1/kv/a', { value: 'a secret value' }, small.headers);
  await service.request('PUT', '/v1/kv/a', { value: 1 }, admin.headers);

  const items = await eventually(async () => {
    const page = await service.request('GET', '/v1/audit', undefined, admin.headers);
    const list = page.body['items'] as Record<string, unknown>[];
    expect(list).toHaveLength(6);
    return list;
  });
  const by = { actor: admin.id };
  expect(items.toReversed()).toMatchObject([
    { ...by, action: 'api-keys:write', what: 'POST api-keys', outcome: 'done', detail: id },
    { ...by, action: 'api-keys:write', target: [id], outcome: 'done' },
    { ...by, action: 'api-keys:write', outcome: 'failed', detail: 'API_KEY_NOT_FOUND' },
    { ...by, action: 'session:write', target: ['ada'], outcome: 'done' },
    { ...by, action: 'session:write', target: ['ada'], outcome: 'done' },
    { actor: small.id, action: 'kv:write', outcome: 'refused' },
  ]);
  const told = JSON.stringify(items);
  expect(told).not.toContain(String(body['key']));
  expect(told).not.toContain(String(login.body['token']));
  expect(told).not.toContain('a secret value');
  expect(await service.request('GET', '/v1/audit/verify', undefined, admin.headers)).toMatchObject({
    status: 200,
    body: { intact: true, checked: 6 },
  });
});
