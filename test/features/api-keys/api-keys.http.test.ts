import { digestOf, newKey } from '../../../src/features/api-keys/index.js';
import { startService, type TestService } from '../../support/app.js';
import { standalone } from '../../support/topologies.js';

const root = newKey();
let service: TestService;
beforeAll(async () => {
  process.env['API_KEYS_ROOT'] = `${root.id}:${digestOf(root.text)}`;
  service = await startService(standalone, { access: 'keys' });
});
afterAll(async () => {
  delete process.env['API_KEYS_ROOT'];
  await service.stop();
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const asRoot = bearer(root.text);

const create = async (input: object, headers = asRoot) =>
  service.request('POST', '/v1/api-keys', { name: 'test', scopes: ['*'], ...input }, headers);
const keyOf = ({ body }: { body: Record<string, unknown> }) => String(body['key']);
const idOf = ({ body }: { body: Record<string, unknown> }) => (body['apiKey'] as { id: string }).id;

describe('/v1/api-keys', () => {
  it('creates, lists, reads, rotates and revokes', async () => {
    const created = await create({ name: 'shop', scopes: ['kv:*'], prefixes: ['shop-'] });
    expect(created.status).toBe(201);
    expect(created.headers.get('cache-control')).toBe('no-store');
    const id = idOf(created);
    const { body: list } = await service.request('GET', '/v1/api-keys', undefined, asRoot);
    expect(list['items']).toContainEqual(expect.objectContaining({ id, name: 'shop' }));
    expect(JSON.stringify(list)).not.toContain(keyOf(created).split('_')[2]);
    expect(await service.request('GET', `/v1/api-keys/${id}`, undefined, asRoot)).toMatchObject({
      status: 200,
      body: { id, state: 'active' },
    });
    const rotated = await service.request('POST', `/v1/api-keys/${id}/rotate`, { graceMs: 60_000 }, asRoot);
    expect(rotated.status).toBe(200);
    for (const key of [keyOf(created), keyOf(rotated)])
      expect(await service.request('GET', '/v1/kv/shop-1', undefined, bearer(key))).toMatchObject({
        status: 404,
        body: { code: 'KV_NOT_FOUND' },
      });
    expect((await service.request('DELETE', `/v1/api-keys/${id}`, undefined, asRoot)).status).toBe(204);
    expect((await service.request('GET', '/v1/kv/shop-1', undefined, bearer(keyOf(rotated)))).status).toBe(
      401,
    );
    expect(await service.request('POST', `/v1/api-keys/${id}/rotate`, { graceMs: 1 }, asRoot)).toMatchObject({
      status: 409,
      body: { code: 'API_KEY_ENDED' },
    });
  });

  it('hands out no more than the creator has', async () => {
    const small = await create({ scopes: ['api-keys:write', 'kv:read'] });
    const asSmall = bearer(keyOf(small));
    for (const input of [{ scopes: ['*'] }, { scopes: ['kv:*'] }, { scopes: ['kv:read', 'queue:read'] }])
      expect(await create(input, asSmall)).toMatchObject({
        status: 403,
        body: { code: 'API_KEY_BEYOND_OWN' },
      });
    expect((await create({ scopes: ['kv:read'] }, asSmall)).status).toBe(201);
    // Nor does a new secret for a key that may do more.
    const big = await create({ scopes: ['*'] });
    expect(
      await service.request('POST', `/v1/api-keys/${idOf(big)}/rotate`, { graceMs: 1000 }, asSmall),
    ).toMatchObject({ status: 403, body: { code: 'API_KEY_BEYOND_OWN' } });
  });

  it.each([
    ['no name', { name: '' }],
    ['no scope', { scopes: [] }],
    ['a scope that is none', { scopes: ['queue'] }],
    ['half a wildcard', { scopes: ['qu*:read'] }],
    ['a life of more than a year', { ttlMs: 366 * 86_400_000 }],
    ['an empty prefix', { prefixes: [''] }],
    ['something unknown', { admin: true }],
  ])('refuses %s', async (_what, input) => {
    expect(await create(input)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
  });

  it('knows no key that there is not', async () => {
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '/rotate', { graceMs: 1 }],
      ['DELETE', '', undefined],
    ] as const)
      expect(
        await service.request(method, `/v1/api-keys/${'0'.repeat(16)}${path}`, body, asRoot),
      ).toMatchObject({ status: 404, body: { code: 'API_KEY_NOT_FOUND' } });
  });
});
