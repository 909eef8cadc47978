import { Controller, Get, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { MessagePattern } from '@nestjs/microservices';
import type { FastifyInstance } from 'fastify';
import { ApiKeysService } from '../../src/features/api-keys/index.js';
import { describeApi } from '../../src/transport/service.js';
import { AccessTable, RequireScope } from '../../src/transport/index.js';
import { newKey } from '../../src/features/api-keys/index.js';
import { startService, type TestService } from '../support/app.js';
import { standalone } from '../support/topologies.js';

/** What needs no key, and why, is declared at the route; here it is listed once more, so that nothing joins unseen. */
const OPEN = new Set([
  'POST /v1/analytics/{site}/events',
  'OPTIONS /v1/analytics/{site}/events',
  'GET /v1/tracker.js',
  'GET /livez',
  'GET /readyz',
  'GET /',
  'GET /assets/{version}/{file}',
]);
/** What names what it is about in its body, and so names nothing where the body is wrong. */
const NAMED_IN_BODY = new Set(['POST /v1/rpc', 'POST /v1/dashboard/reveal']);
/** What it is about say the messages of the socket that it opens. */
const NAMED_LATER = new Set(['GET /v1/socket']);
/** What is served beside the routes of Nest: the description of the API. */
const DOCS = /^(GET|HEAD) \/(docs|openapi\.json)/;

let service: TestService;
let routes: { route: string; method: string; pattern: string; path: string; scope: string | undefined }[];
let keyOf: (scopes: string[], prefixes?: string[]) => Promise<Record<string, string>>;

beforeAll(async () => {
  service = await startService(standalone, { access: 'keys' });
  const document = describeApi(service.app, '0');
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { 'x-scope'?: string }>).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      pattern: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      path: path.replaceAll(/\{\w+\}/g, 'abcdefgh12345678'),
      scope: operation['x-scope'],
    })),
  );
  const keys = service.app.get(ApiKeysService, { strict: false });
  keyOf = async (scopes, prefixes = []) => {
    const { key } = await keys.create({ name: 'test', scopes, prefixes });
    return { authorization: `Bearer ${key}` };
  };
});
afterAll(async () => service.stop());

/** A body that no schema takes, so that nothing is changed by who gets through. */
const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const response = await fetch(service.url + path, {
    method,
    headers: { ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
    ...(hasBody && { body: '[]' }),
  });
  const type = response.headers.get('content-type') ?? '';
  // A stream does not end by itself.
  if (type.startsWith('text/event-stream')) await response.body?.cancel();
  const text = type.startsWith('text/event-stream') ? '' : await response.text();
  const isJson = type.includes('json');
  const body = (isJson ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
};

/** Every method and pattern that Fastify itself knows, read off the tree that it prints. */
function servedBy(fastify: FastifyInstance): string[] {
  const above: string[] = [];
  return fastify
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods] =
        /^([│ ]*[├└]── )(.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
      const depth = indent.length / 4;
      above.splice(Math.max(0, depth - 1), above.length, part);
      const path = above.join('');
      return (methods?.split(', ') ?? []).map((method) => `${method} ${path.replace(/(?<=.)\/$/, '')}`);
    });
}

describe('every route of the running service', () => {
  it('is described, so that what follows tries all of them', () => {
    const served = servedBy(service.app.getHttpAdapter().getInstance());
    const described = routes.map(({ method, pattern }) => `${method} ${pattern}`);
    const beside = served.filter((route) => !described.includes(route.replace(/^HEAD/, 'GET')));
    expect(beside.filter((route) => !DOCS.test(route))).toEqual([]);
    expect(described.filter((route) => !served.includes(route))).toEqual([]);
    expect(described.length).toBeGreaterThan(60);
    expect(routes.filter(({ scope }) => scope === undefined).map(({ route }) => route)).toEqual([...OPEN]);
  });

  it('without a key, with one that is none, and with a wrong one is the same 401', async () => {
    const wrong = { authorization: `Bearer ${newKey().text}` };
    const credentials: Record<string, string>[] = [
      {},
      { authorization: 'Bearer abc' },
      { 'x-api-key': newKey().text },
      wrong,
    ];
    for (const { route, method, path } of routes.filter(({ scope }) => scope !== undefined)) {
      const bodies = new Set<string>();
      for (const headers of credentials) {
        const answer = await ask(method, path, headers);
        expect([route, answer.status]).toEqual([route, 401]);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
        bodies.add(JSON.stringify({ ...answer.body, requestId: '' }));
      }
      expect([route, bodies.size]).toEqual([route, 1]);
    }
  });

  it('with a key of another scope is 403, and with its own is let through', async () => {
    const scopes = [...new Set(routes.flatMap(({ scope }) => (scope === undefined ? [] : [scope])))];
    expect(scopes.length).toBeGreaterThan(14);
    for (const scope of scopes) {
      const others = await keyOf(scopes.filter((other) => other !== scope));
      const own = await keyOf([scope]);
      for (const { route, method, path } of routes.filter((one) => one.scope === scope)) {
        const refused = await ask(method, path, others);
        expect([route, refused.status, refused.body['code']]).toEqual([route, 403, 'FORBIDDEN']);
        const { status } = await ask(method, path, own);
        // Whatever the route makes of it: it is not the guard's refusal. A session's own routes ask for a session.
        const session = path.startsWith('/v1/sessions/current') ? [401] : [];
        expect([200, 204, 400, 404, 409, 415, 503, ...session]).toContain(status);
      }
    }
  });

  it('with a key of other prefixes is 404, or 403 where it is about no name', async () => {
    const confined = await keyOf(['*'], ['other-']);
    for (const { route, method, path, scope } of routes.filter((one) => one.scope !== undefined)) {
      if (NAMED_LATER.has(route)) continue;
      const answer = await ask(method, path, confined);
      const named = path.includes('abcdefgh');
      expect([route, scope, answer.status, answer.body['code']]).toEqual([
        route,
        scope,
        ...(named || NAMED_IN_BODY.has(route) ? [404, 'NAME_NOT_FOUND'] : [403, 'FORBIDDEN']),
      ]);
    }
  });

  it('open to all answers without a key', async () => {
    for (const { method, path } of routes.filter(({ scope }) => scope === undefined))
      // Whatever the route makes of names and bodies that are none.
      expect([method, path, (await ask(method, path)).status]).not.toEqual([method, path, 401]);
  });
});

describe('a key that is confined to prefixes', () => {
  it('deals with its own names, in paths and in bodies', async () => {
    const confined = await keyOf(['*'], ['shop-', 'mail-']);
    const put = async (key: string) => service.request('PUT', `/v1/kv/${key}`, { value: 1 }, confined);
    expect((await put('shop-1')).status).toBe(200);
    expect((await put('mail-1')).status).toBe(200);
    expect((await put('shop')).body['code']).toBe('NAME_NOT_FOUND');
    expect((await put('Shop-1')).body['code']).toBe('NAME_NOT_FOUND');
    const run = async (...keys: string[]) =>
      service.request(
        'POST',
        '/v1/pipeline',
        { commands: keys.map((key) => ({ op: 'get', key })) },
        confined,
      );
    expect((await run('shop-1', 'mail-1')).status).toBe(200);
    expect((await run('shop-1', 'bank-1')).body['code']).toBe('NAME_NOT_FOUND');
    expect((await service.request('POST', '/v1/pipeline', {}, confined)).status).toBe(403);
    const login = async (userId: string) => service.request('POST', '/v1/sessions', { userId }, confined);
    expect((await login('shop-ada')).status).toBe(201);
    expect((await login('ada')).body['code']).toBe('NAME_NOT_FOUND');
  });

  it('is not let through by a body that says another name than the path', async () => {
    const confined = await keyOf(['*'], ['shop-']);
    const answer = await service.request(
      'PUT',
      '/v1/kv/bank-1?key=shop-1',
      { key: 'shop-1', value: 1 },
      confined,
    );
    expect(answer.body['code']).toBe('NAME_NOT_FOUND');
  });
});

it('a key goes in X-Api-Key where Authorization is a session’s', async () => {
  const { authorization = '' } = await keyOf(['session:*']);
  const key = { 'x-api-key': authorization.replace('Bearer ', '') };
  const { body } = await service.request('POST', '/v1/sessions', { userId: 'ada' }, key);
  const session = { ...key, authorization: `Session ${String(body['token'])}` };
  expect(await service.request('GET', '/v1/sessions/current', undefined, session)).toMatchObject({
    status: 200,
    body: { userId: 'ada' },
  });
  expect((await service.request('GET', '/v1/sessions/current', undefined, key)).body['code']).toBe(
    'SESSION_REQUIRED',
  );
});

it('a key in the URL is not looked at', async () => {
  const { authorization = '' } = await keyOf(['*']);
  const key = authorization.replace('Bearer ', '');
  expect((await service.request('GET', `/v1/kv/a?api_key=${key}&access_token=${key}`)).status).toBe(401);
});

describe('the start', () => {
  class Untold {
    list() {
      return [];
    }
    hear() {
      return [];
    }
  }
  Controller('untold')(Untold);
  const decorate = (name: 'list' | 'hear', decorator: MethodDecorator) =>
    decorator(Untold.prototype, name, Object.getOwnPropertyDescriptor(Untold.prototype, name) ?? {});
  decorate('list', Get());
  decorate('hear', MessagePattern('untold.hear'));

  it('fails where a route or a message has no scope, and names each', async () => {
    class Root {}
    Module({ controllers: [Untold], providers: [AccessTable] })(Root);
    const module = await Test.createTestingModule({ imports: [Root] }).compile();
    await expect(module.init()).rejects.toThrow(/no scope: GET untold; untold\.hear/);
    decorate('list', RequireScope('untold:read'));
    decorate('hear', RequireScope('untold:read'));
    const told = await Test.createTestingModule({ imports: [Root] }).compile();
    await told.init();
    expect(told.get(AccessTable).all()).toMatchObject([{ scope: 'untold:read' }, { scope: 'untold:read' }]);
    await told.close();
  });

  it('fails where nobody is asked for a key and others than this machine can ask', async () => {
    await expect(startService(standalone, { access: 'open', host: '0.0.0.0' })).rejects.toThrow(
      /loopback only/,
    );
  });
});
