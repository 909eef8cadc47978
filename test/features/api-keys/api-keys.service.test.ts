import type { TestingModule } from '@nestjs/testing';
import { ApiKeysModule, ApiKeysService, digestOf, newKey } from '../../../src/features/api-keys/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, type RedisTarget } from '../../support/topologies.js';

const secret = 'a secret of the service, for tests only';
const root = newKey();

const start = async (target: RedisTarget, options: Parameters<typeof ApiKeysModule.forRoot>[0] = {}) => {
  const module = await startModule(target, [
    ApiKeysModule.forRoot({
      secret,
      root: `${root.id}:${digestOf(root.text)}`,
      trustMs: 0,
      useIntervalMs: 0,
      ...options,
    }),
  ]);
  return { module, keys: module.get(ApiKeysService) };
};

describe.each(topologies)('API keys on %s', (_name, target) => {
  let module: TestingModule;
  let keys: ApiKeysService;
  beforeAll(async () => {
    ({ module, keys } = await start(target));
  });
  afterAll(async () => module.close());

  const asked = { name: 'shop', scopes: ['queue:write', 'cache:*'], prefixes: ['shop-'] };

  it('are told once, and known by their text from then on', async () => {
    const { key, apiKey } = await keys.create(asked);
    expect(key).toMatch(/^rk_[0-9A-Za-z]{16}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(apiKey).toMatchObject({ ...asked, state: 'active', lastUsedAt: null });
    expect(await keys.verify(key)).toEqual({ id: apiKey.id, ...asked });
    expect(await keys.read(apiKey.id)).toMatchObject({ id: apiKey.id, ...asked });
    expect(apiKey.expiresAt - apiKey.createdAt).toBeGreaterThan(89 * 86_400_000);
  });

  it('are not kept, nor anything that can be used as one', async () => {
    const { key, apiKey } = await keys.create(asked);
    const connection = module.get(RedisConnection);
    const kept = await connection.client.hgetall(connection.keys('api-keys')('all', `key:${apiKey.id}`));
    expect(Object.keys(kept)).toContain('mac');
    expect(JSON.stringify(kept)).not.toContain(key.split('_')[2]);
  });

  it.each([
    ['more scopes', 'scopes', JSON.stringify(['*'])],
    ['other prefixes', 'prefixes', JSON.stringify([])],
    ['a longer life', 'expiresAt', String(Date.now() + 9e11)],
    ['another secret', 'seal', 'x'.repeat(96)],
  ])('sign no messages once they were given %s by who can write to Redis', async (_what, field, value) => {
    const { apiKey } = await keys.create(asked);
    expect((await keys.signer(apiKey.id, true))?.secrets).toHaveLength(1);
    const connection = module.get(RedisConnection);
    await connection.client.hset(connection.keys('api-keys')('all', `key:${apiKey.id}`), field, value);
    expect(await keys.signer(apiKey.id, true)).toBeUndefined();
  });

  it.each([
    ['more scopes', 'scopes', JSON.stringify(['*'])],
    ['other prefixes', 'prefixes', JSON.stringify([])],
    ['a longer life', 'expiresAt', String(Date.now() + 9e11)],
    ['another name', 'name', 'admin'],
    ['another MAC', 'mac', 'x'.repeat(43)],
  ])('cannot be given %s by who can write to Redis', async (_what, field, value) => {
    const { key, apiKey } = await keys.create(asked);
    const connection = module.get(RedisConnection);
    await connection.client.hset(connection.keys('api-keys')('all', `key:${apiKey.id}`), field, value);
    expect(await keys.verify(key)).toBeUndefined();
  });

  it('are refused when unknown, wrong, misspelt, or no key at all', async () => {
    const { key, apiKey } = await keys.create(asked);
    const last = key.endsWith('a') ? 'b' : 'a';
    for (const text of [
      newKey().text, // unknown
      newKey(apiKey.id).text, // a good id with a wrong secret
      key.slice(0, -1) + last,
      key.toLowerCase(),
      ` ${key}`,
      `${key}\n`,
      '',
      'rk_',
    ])
      expect(await keys.verify(text)).toBeUndefined();
    expect(await keys.verify(key)).toBeDefined();
  });

  it('end when their time is over', async () => {
    const { key, apiKey } = await keys.create({ ...asked, ttlMs: 1000 });
    expect(await keys.verify(key)).toBeDefined();
    await eventually(async () => expect(await keys.verify(key)).toBeUndefined());
    expect(Date.now()).toBeGreaterThanOrEqual(apiKey.expiresAt - 5);
    expect(await keys.read(apiKey.id)).toMatchObject({ state: 'expired' });
    expect(await keys.rotate(apiKey.id, { graceMs: 1000 })).toBe(false);
  });

  it('have two good secrets while they are rotated, and not three', async () => {
    const first = await keys.create(asked);
    const second = await keys.rotate(first.apiKey.id, { graceMs: 60_000 });
    if (!second) throw new Error('was not rotated');
    expect(second.apiKey).toMatchObject({ id: first.apiKey.id, previousUntilAt: expect.any(Number) });
    expect(await keys.verify(first.key)).toBeDefined();
    expect(await keys.verify(second.key)).toBeDefined();
    const third = await keys.rotate(first.apiKey.id, { graceMs: 300 });
    if (!third) throw new Error('was not rotated');
    expect(await keys.verify(first.key)).toBeUndefined();
    expect(await keys.verify(third.key)).toBeDefined();
    await eventually(async () => expect(await keys.verify(second.key)).toBeUndefined());
    expect(await keys.verify(third.key)).toBeDefined();
  });

  it('are revoked at once, both secrets, for good', async () => {
    const { key, apiKey } = await keys.create(asked);
    const rotated = await keys.rotate(apiKey.id, { graceMs: 60_000 });
    if (!rotated) throw new Error('was not rotated');
    expect(await keys.revoke(apiKey.id)).toBe(true);
    expect(await keys.verify(key)).toBeUndefined();
    expect(await keys.verify(rotated.key)).toBeUndefined();
    const { revokedAt } = (await keys.read(apiKey.id)) ?? {};
    expect(await keys.revoke(apiKey.id)).toBe(true);
    expect(await keys.read(apiKey.id)).toMatchObject({ state: 'revoked', revokedAt });
    expect(await keys.rotate(apiKey.id, { graceMs: 1000 })).toBe(false);
    expect(await keys.revoke('0'.repeat(16))).toBe(false);
    expect(await keys.rotate('0'.repeat(16), { graceMs: 1000 })).toBeUndefined();
  });

  it('tell when they were last used', async () => {
    const { key, apiKey } = await keys.create(asked);
    await keys.verify(key);
    await eventually(async () =>
      expect(await keys.read(apiKey.id)).toMatchObject({ lastUsedAt: expect.any(Number) }),
    );
    const wrong = await keys.create(asked);
    await keys.verify(newKey(wrong.apiKey.id).text);
    expect(await keys.read(wrong.apiKey.id)).toMatchObject({ lastUsedAt: null });
  });

  it('have ids in the order in which a process makes them, however fast', () => {
    const ids = Array.from({ length: 1000 }, () => newKey().id);
    expect(ids).toEqual(ids.toSorted());
  });

  it('of the root do everything, without Redis', async () => {
    expect(await keys.verify(root.text)).toEqual({ id: root.id, name: 'root', scopes: ['*'], prefixes: [] });
    expect(await keys.verify(newKey(root.id).text)).toBeUndefined();
  });
});

describe('API keys', () => {
  it('are listed in the order of creation, page by page, and forgotten in the end', async () => {
    const { module, keys } = await start(topologies[0]?.[1] ?? {}, { keepMs: 300, maxKeys: 3 });
    const names = ['a', 'b', 'c'];
    const ids: string[] = [];
    for (const name of names) ids.push((await keys.create({ name, scopes: ['*'] })).apiKey.id);
    await expect(keys.create({ name: 'd', scopes: ['*'] })).rejects.toThrow('There are 3 API keys already');
    const page = await keys.list({ limit: 2 });
    expect(page.items.map(({ name }) => name)).toEqual(['a', 'b']);
    const rest = await keys.list({ limit: 2, cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ name: 'c' }], nextCursor: null });
    await keys.revoke(ids[0] ?? '');
    expect(await keys.list()).toMatchObject({ items: [{ state: 'revoked' }, {}, {}] });
    await eventually(async () => expect(await keys.create({ name: 'd', scopes: ['*'] })).toBeDefined());
    expect((await keys.list()).items.map(({ name }) => name)).toEqual(['b', 'c', 'd']);
    await module.close();
  });

  it('are believed for trustMs and no longer, and in the process that revokes not at all', async () => {
    const here = await start(topologies[0]?.[1] ?? {}, { trustMs: 500 });
    const prefix = here.module.get(RedisConnection).keys('x').root.split(':')[0] ?? '';
    const there = await start({ ...topologies[0]?.[1], prefix }, { trustMs: 0 });
    const { key, apiKey } = await here.keys.create({ name: 'a', scopes: ['*'] });
    expect(await here.keys.verify(key)).toBeDefined();
    await there.keys.revoke(apiKey.id);
    const revokedAt = performance.now();
    await eventually(async () => expect(await here.keys.verify(key)).toBeUndefined());
    expect(performance.now() - revokedAt).toBeLessThan(1500);
    const other = await here.keys.create({ name: 'b', scopes: ['*'] });
    expect(await here.keys.verify(other.key)).toBeDefined();
    await here.keys.revoke(other.apiKey.id);
    expect(await here.keys.verify(other.key)).toBeUndefined();
    await Promise.all([here.module.close(), there.module.close()]);
  });
});
