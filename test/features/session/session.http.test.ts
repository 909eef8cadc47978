import { startService, type TestService } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

interface Body {
  id: string;
  userId: string;
  version: number;
}

const bearer = (token: string) => ({ authorization: `Session ${token}` });

describe.each(topologies)('/v1/sessions and /v1/users on %s', (_name, target) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(target);
  });
  afterAll(async () => service.stop());

  const login = async (userId: string, more: object = {}) => {
    const { status, body, headers } = await service.request('POST', '/v1/sessions', { userId, ...more });
    expect(status).toBe(201);
    return { token: body['token'] as string, session: body['session'] as Body, headers };
  };
  const statusOf = async (token: string) =>
    (await service.request('GET', '/v1/sessions/current', undefined, bearer(token))).status;

  it('logs in, reads, changes, rotates and logs out', async () => {
    const { token, session, headers } = await login('ada', { device: 'Lynx', attributes: { theme: 'dark' } });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(session).toMatchObject({
      userId: 'ada',
      device: 'Lynx',
      attributes: { theme: 'dark' },
      version: 1,
    });
    const read = await service.request('GET', '/v1/sessions/current', undefined, bearer(token));
    expect(read).toMatchObject({ status: 200, body: { id: session.id } });
    expect(JSON.stringify(read.body)).not.toContain(token.slice(25));
    const change = { attributes: { theme: null, size: 3 }, ifVersion: 1 };
    expect(await service.request('PATCH', '/v1/sessions/current', change, bearer(token))).toMatchObject({
      status: 200,
      body: { attributes: { size: 3 }, version: 2 },
    });
    expect(await service.request('PATCH', '/v1/sessions/current', change, bearer(token))).toMatchObject({
      status: 409,
      body: { code: 'SESSION_VERSION_MISMATCH' },
    });
    const rotated = await service.request(
      'POST',
      '/v1/sessions/current/rotate',
      { reauthenticated: true },
      bearer(token),
    );
    expect(rotated).toMatchObject({ status: 200, body: { session: { id: session.id } } });
    const next = rotated.body['token'] as string;
    expect([await statusOf(token), await statusOf(next)]).toEqual([401, 200]);
    expect(await service.request('DELETE', '/v1/sessions/current', undefined, bearer(next))).toMatchObject({
      status: 204,
      body: {},
    });
    expect(await statusOf(next)).toBe(401);
  });

  it.each([
    ['no token', {}],
    ['a token that never was', bearer(`${'A'.repeat(24)}.${'A'.repeat(43)}`)],
    ['a word', bearer('x')],
    ['another scheme', { authorization: 'Bearer x' }],
  ])('answers %s with one and the same 401', async (_what, headers) => {
    const answer = await service.request('GET', '/v1/sessions/current', undefined, headers);
    expect(answer).toMatchObject({ status: 401, body: { code: 'SESSION_REQUIRED' } });
    expect(answer.headers.get('www-authenticate')).toBe('Session');
  });

  it('verifies a token for a service, and says why not', async () => {
    const { token, session } = await login('bo');
    const verify = async (body: object) => service.request('POST', '/v1/sessions/verify', body);
    expect(await verify({ token })).toMatchObject({
      status: 200,
      body: { active: true, renewDue: false, session: { id: session.id, userId: 'bo' } },
    });
    await service.request('DELETE', `/v1/users/bo/sessions/${session.id}`);
    expect(await verify({ token, touch: false })).toMatchObject({
      status: 200,
      body: { active: false, reason: 'ended' },
    });
    expect(await verify({ token: 'x' })).toMatchObject({ status: 200, body: { reason: 'malformed' } });
    expect(await verify({})).toMatchObject({ status: 400 });
  });

  it('puts the token into a cookie that scripts, plain HTTP and other hosts do not get', async () => {
    const { token, headers, session } = await login('cy', { cookie: true, remember: true });
    expect(token).toBeUndefined();
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-session=[\w-]{24}\.[\w-]{43};/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000'])
      expect(cookie.toLowerCase()).toContain(part.toLowerCase());
    expect(cookie).not.toMatch(/domain/i);
    const sent = { cookie: `other=1; ${cookie.split(';', 1)[0]}` };
    expect(await service.request('GET', '/v1/sessions/current', undefined, sent)).toMatchObject({
      status: 200,
      body: { id: session.id },
    });
    const rotated = await service.request('POST', '/v1/sessions/current/rotate', {}, sent);
    expect(rotated.body).not.toHaveProperty('token');
    const again = { cookie: (rotated.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' };
    const out = await service.request('DELETE', '/v1/sessions/current', undefined, again);
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-session=;.*Max-Age=0/i);
  });

  it('lists devices, and logs out one, the others, all', async () => {
    const [first, second, third] = [await login('di'), await login('di'), await login('di')];
    const list = await service.request('GET', '/v1/users/di/sessions', undefined, bearer(second.token));
    const items = list.body['items'] as (Body & { current: boolean })[];
    expect(items).toHaveLength(3);
    expect(items.filter(({ current }) => current).map(({ id }) => id)).toEqual([second.session.id]);
    const one = `/v1/users/di/sessions/${first.session.id}`;
    expect(await service.request('GET', one)).toMatchObject({ status: 200, body: { id: first.session.id } });
    expect(await service.request('PATCH', one, { attributes: { a: 1 } })).toMatchObject({
      status: 200,
      body: { attributes: { a: 1 } },
    });
    expect(await service.request('DELETE', one)).toMatchObject({ status: 204 });
    for (const method of ['GET', 'DELETE'])
      expect(await service.request(method, one)).toMatchObject({
        status: 404,
        body: { code: 'SESSION_NOT_FOUND' },
      });
    const others = '/v1/users/di/sessions?except=current';
    expect(await service.request('DELETE', others)).toMatchObject({ status: 401 });
    expect(await service.request('DELETE', others, undefined, bearer(second.token))).toMatchObject({
      status: 200,
      body: { revoked: 1 },
    });
    expect([await statusOf(second.token), await statusOf(third.token)]).toEqual([200, 401]);
    expect(await service.request('DELETE', '/v1/users/di/sessions')).toMatchObject({ body: { revoked: 1 } });
    expect(await statusOf(second.token)).toBe(401);
  });

  it('does not keep the own session of somebody else when it ends all others of a user', async () => {
    const [mallory, eve] = [await login('mallory'), await login('eve')];
    const others = '/v1/users/eve/sessions?except=current';
    expect(await service.request('DELETE', others, undefined, bearer(mallory.token))).toMatchObject({
      status: 401,
    });
    expect(await statusOf(eve.token)).toBe(200);
  });

  it('tells nothing of a session to who names another user', async () => {
    const { session } = await login('fay');
    for (const [method, body] of [['GET'], ['DELETE'], ['PATCH', { attributes: { a: 1 } }]] as const)
      expect(await service.request(method, `/v1/users/gus/sessions/${session.id}`, body)).toMatchObject({
        status: 404,
      });
  });

  it('knows who is online', async () => {
    const { session } = await login('hal');
    expect(await service.request('GET', '/v1/users/hal/online')).toMatchObject({
      status: 200,
      body: { online: true, lastSeenAt: expect.any(Number) },
    });
    const { body } = await service.request('GET', '/v1/users/online?limit=200');
    expect((body['items'] as Body[]).map(({ userId }) => userId)).toContain('hal');
    const asked = await service.request('POST', '/v1/users/online/query', { userIds: ['hal', 'nobody'] });
    expect(asked.body['items']).toMatchObject([
      { userId: 'hal', online: true },
      { userId: 'nobody', online: false, lastSeenAt: null },
    ]);
    const count = async () =>
      (await service.request('GET', '/v1/users/online/count')).body['count'] as number;
    const before = await count();
    await service.request('DELETE', `/v1/users/hal/sessions/${session.id}`);
    expect(await count()).toBe(before - 1);
    expect((await service.request('GET', '/v1/users/hal/online')).body['online']).toBe(false);
    expect((await service.request('GET', '/v1/users/online?cursor=x')).status).toBe(400);
  });

  it('tells what happened, and goes on from there', async () => {
    const read = async (cursor: string) => {
      const { body } = await service.request('GET', `/v1/sessions/events?limit=200&cursor=${cursor}`);
      return {
        items: body['items'] as { type: string; userId: string }[],
        cursor: body['nextCursor'] as string,
      };
    };
    let { items, cursor } = await read('');
    while (items.length > 0) ({ items, cursor } = await read(cursor));
    await login('ivy');
    await service.request('DELETE', '/v1/users/ivy/sessions');
    const news = await read(cursor);
    expect(news.items).toMatchObject([
      { type: 'created', userId: 'ivy' },
      { type: 'revoked', userId: 'ivy', reason: 'logout' },
    ]);
  });

  it('logs everybody out, but not by mistake', async () => {
    const { token } = await login('jo');
    expect(await service.request('DELETE', '/v1/sessions')).toMatchObject({ status: 400 });
    expect(await statusOf(token)).toBe(200);
    const { status, body } = await service.request('DELETE', '/v1/sessions?confirm=everyone');
    expect(status).toBe(200);
    expect(body['revoked']).toBeGreaterThan(0);
    expect(await statusOf(token)).toBe(401);
    expect((await service.request('GET', '/v1/users/online/count')).body).toEqual({ count: 0, sessions: 0 });
  });

  it.each([
    ['POST', '/v1/sessions', {}],
    ['POST', '/v1/sessions', { userId: '' }],
    ['POST', '/v1/sessions', { userId: 'a', ip: 'no address' }],
    ['POST', '/v1/sessions', { userId: 'a', token: 'mine' }],
    ['POST', '/v1/sessions', { userId: 'a', attributes: { big: 'x'.repeat(20_000) } }],
    ['GET', '/v1/users/a/sessions/short', undefined],
    ['DELETE', '/v1/users/a/sessions?except=x', undefined],
    ['GET', '/v1/users/online?limit=0', undefined],
  ])('refuses %s %s %j', async (method, path, body) => {
    expect(await service.request(method, path, body)).toMatchObject({ status: 400 });
    expect((await service.request('GET', '/v1/users/a/sessions')).body['items']).toEqual([]);
  });
});
