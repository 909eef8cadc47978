import { startService, type TestService } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

/** Options of the service come from the environment; a slow shared server is no reason to estimate. */
const ENV = {
  RATE_LIMIT_DECIDE_WITHIN_MS: '10000',
  RATE_LIMIT_TRUSTED_PROXIES: '127.0.0.0/8, ::1',
  RATE_LIMIT_IP_LIMIT_PER_MINUTE: '8',
  RATE_LIMIT_STRICT_LIMIT_PER_MINUTE: '2',
  RATE_LIMIT_STRICT_ROUTES: 'PUT /v1/kv/:key',
  RATE_LIMIT_HEADERS: 'both',
};

describe.each(topologies)('/v1/rate-limits on %s', (_name, target) => {
  let service: TestService;
  beforeAll(async () => {
    Object.assign(process.env, ENV);
    service = await startService(target);
  });
  afterAll(async () => {
    for (const name of Object.keys(ENV)) delete process.env[name];
    await service.stop();
  });

  const post = async (path: string, body: unknown) => service.request('POST', `/v1/rate-limits${path}`, body);
  const define = async (name: string, policy: object) =>
    expect(await service.request('PUT', `/v1/rate-limits/${name}`, policy)).toMatchObject({
      status: 200,
      body: { name, source: 'runtime', ...policy },
    });

  it('takes, looks and forgets; a denial is an answer', async () => {
    await define('api', { limit: 2, windowMs: 60_000 });
    expect(await post('/api/take', { subject: 'user:1' })).toMatchObject({
      status: 200,
      body: { allowed: true, limit: 2, remaining: 1, retryAfterMs: 0 },
    });
    expect((await post('/api/take', { subject: 'user:1' })).body['allowed']).toBe(true);
    const denied = await post('/api/take', { subject: 'user:1', cost: 2 });
    expect(denied).toMatchObject({ status: 200, body: { allowed: false, remaining: 0 } });
    expect(denied.body['retryAfterMs']).toBeGreaterThan(0);
    expect(await service.request('GET', '/v1/rate-limits/api/user:1')).toMatchObject({
      status: 200,
      body: { allowed: false, remaining: 0 },
    });
    expect(await service.request('GET', '/v1/rate-limits/api/user:2?cost=2')).toMatchObject({
      body: { allowed: true },
    });
    expect(await service.request('DELETE', '/v1/rate-limits/api/user:1')).toMatchObject({ status: 204 });
    expect((await post('/api/take', { subject: 'user:1', cost: 2 })).body['allowed']).toBe(true);
  });

  it('takes from several limits, all or none', async () => {
    await define('user', { limit: 5, windowMs: 60_000 });
    await define('tenant', { limit: 1, windowMs: 60_000 });
    const rules = [
      { policy: 'user', subject: '{acme}:ada' },
      { policy: 'tenant', subject: 'acme' },
    ];
    expect(await post('/take', { rules })).toMatchObject({
      status: 200,
      body: {
        allowed: true,
        retryAfterMs: 0,
        rules: [{ policy: 'user', remaining: 4 }, { policy: 'tenant' }],
      },
    });
    expect(await post('/take', { rules })).toMatchObject({ status: 200, body: { allowed: false } });
    expect((await service.request('GET', '/v1/rate-limits/user/%7Bacme%7D:ada')).body['remaining']).toBe(4);
  });

  it('penalizes, rewards, blocks', async () => {
    await define('points', { limit: 10, windowMs: 3_600_000, algorithm: 'fixed-window' });
    expect(await post('/points/penalize', { subject: 's', cost: 4 })).toMatchObject({ status: 204 });
    expect(await post('/points/reward', { subject: 's', cost: 1 })).toMatchObject({ status: 204 });
    expect((await service.request('GET', '/v1/rate-limits/points/s')).body['remaining']).toBe(7);
    expect(await post('/points/block', { subject: 's', blockMs: 60_000 })).toMatchObject({ status: 204 });
    expect((await service.request('GET', '/v1/rate-limits/points/s')).body['allowed']).toBe(false);
  });

  it('holds, keeps and gives back places', async () => {
    await define('exports', { algorithm: 'concurrency', limit: 1, windowMs: 60_000 });
    const { body } = await post('/exports/acquire', { subject: 'u' });
    expect(body).toMatchObject({ allowed: true, remaining: 0, leaseMs: 60_000, lease: expect.any(String) });
    expect((await post('/exports/acquire', { subject: 'u' })).body).toMatchObject({
      allowed: false,
      lease: null,
    });
    const lease = { subject: 'u', lease: body['lease'] };
    expect(await post('/exports/renew', lease)).toMatchObject({ status: 200, body: { held: true } });
    expect(await post('/exports/release', lease)).toMatchObject({ status: 200, body: { held: true } });
    expect(await post('/exports/release', lease)).toMatchObject({ status: 200, body: { held: false } });
  });

  it('lists, reads and removes policies', async () => {
    await define('gone', { limit: 1, windowMs: 1000 });
    const { body } = await service.request('GET', '/v1/rate-limits');
    expect(body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ name: 'service-ip', source: 'code' })]),
      nextCursor: null,
    });
    expect(await service.request('GET', '/v1/rate-limits/gone')).toMatchObject({
      body: { limit: 1, shards: 1 },
    });
    expect(await service.request('DELETE', '/v1/rate-limits/gone')).toMatchObject({ status: 204 });
    for (const method of ['GET', 'DELETE'])
      expect(await service.request(method, '/v1/rate-limits/gone')).toMatchObject({
        status: 404,
        body: { code: 'RATE_LIMIT_POLICY_NOT_FOUND' },
      });
    expect(await post('/gone/take', { subject: 's' })).toMatchObject({ status: 404 });
  });

  it.each([
    ['PUT', '/odd', { limit: 0, windowMs: 1 }, 'INVALID_INPUT'],
    ['PUT', '/odd', { limit: 1 }, 'INVALID_INPUT'],
    ['PUT', '/odd', { limit: 1, windowMs: 1, algorithm: 'guess' }, 'INVALID_INPUT'],
    ['PUT', '/odd', { limit: 1, windowMs: 1, algorithm: 'fixed-window', burst: 1 }, 'INVALID_INPUT'],
    ['PUT', '/odd', { limit: 2000, windowMs: 1 }, 'INVALID_INPUT'],
    ['PUT', '/odd', { limit: 2, windowMs: 1, shards: 3 }, 'INVALID_INPUT'],
    ['PUT', '/odd', { limit: 20_000, windowMs: 1000, algorithm: 'concurrency' }, 'INVALID_INPUT'],
    ['PUT', '/o%20dd', { limit: 1, windowMs: 1 }, 'INVALID_INPUT'],
    ['POST', '/service-ip/take', {}, 'INVALID_INPUT'],
    ['POST', '/service-ip/take', { subject: '' }, 'INVALID_INPUT'],
    ['POST', '/service-ip/take', { subject: 's', cost: 0 }, 'INVALID_INPUT'],
    ['POST', '/service-ip/take', { subject: 's', cost: 1.5 }, 'INVALID_INPUT'],
    ['POST', '/service-ip/take', { subject: 's', cost: 9 }, 'RATE_LIMIT_COST_TOO_HIGH'],
    ['POST', '/service-ip/acquire', { subject: 's' }, 'RATE_LIMIT_POLICY_MISMATCH'],
    ['POST', '/take', { rules: [] }, 'INVALID_INPUT'],
    ['GET', '/service-ip/s?cost=no', undefined, 'INVALID_INPUT'],
  ])('refuses %s %s %j', async (method, path, body, code) => {
    expect(await service.request(method, `/v1/rate-limits${path}`, body)).toMatchObject({
      status: 400,
      body: { code },
    });
    expect(await service.request('GET', '/v1/rate-limits/odd')).toMatchObject({ status: 404 });
  });

  describe('the whole service', () => {
    const from = async (forwarded: string, method = 'GET', path = '/v1/kv/none', body?: unknown) =>
      service.request(method, path, body, { 'x-forwarded-for': forwarded });

    it('does not limit this machine, nor those who look after it', async () => {
      for (let i = 0; i < 12; i++) expect((await service.request('GET', '/v1/kv/none')).status).toBe(404);
      for (let i = 0; i < 12; i++) expect((await from('9.9.9.9', 'GET', '/livez')).status).toBe(200);
    });

    it('limits an address behind trusted proxies, with headers, as a problem', async () => {
      const first = await from('1.1.1.1');
      expect(first.status).toBe(404);
      expect(first.headers.get('ratelimit-policy')).toBe('"service-ip";q=8;w=60');
      expect(first.headers.get('ratelimit')).toMatch(/^"service-ip";r=7;t=\d+$/);
      expect(first.headers.get('x-ratelimit-limit')).toBe('8');
      expect(first.headers.get('x-ratelimit-remaining')).toBe('7');
      for (let i = 0; i < 7; i++) await from('1.1.1.1');
      const denied = await from('1.1.1.1');
      expect(denied).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED', status: 429 } });
      expect(denied.headers.get('content-type')).toContain('application/problem+json');
      expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(denied.headers.get('ratelimit')).toContain('r=0');
      // What the caller itself writes stands before, and is no way around.
      expect(await from('7.7.7.7, 1.1.1.1')).toMatchObject({ status: 429 });
      expect(await from('1.1.1.2')).toMatchObject({ status: 404 });
    });

    it('takes a /64 of IPv6 for one', async () => {
      for (let i = 0; i < 8; i++) await from(`2001:db8:0:1::${i}`);
      expect(await from('2001:db8:0:1:ffff::1')).toMatchObject({ status: 429 });
      expect(await from('2001:db8:0:2::1')).toMatchObject({ status: 404 });
    });

    it('limits strict routes more, however their path is written', async () => {
      const put = async (path: string) => from('3.3.3.3', 'PUT', path, { value: 1 });
      expect((await put('/v1/kv/a')).status).toBe(200);
      expect((await put('/v1/%6bv/b')).status).toBe(200);
      const denied = await put('/v1/kv/c');
      expect(denied.status).toBe(429);
      expect((await from('3.3.3.3')).status).toBe(404);
    });
  });
});
