import { startService, type TestService } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('/v1/kv on %s', (_name, target) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(target);
  });
  afterAll(async () => service.stop());

  it('stores, reads, looks, and removes', async () => {
    const stored = await service.request('PUT', '/v1/kv/greeting', {
      value: { hello: 'wörld' },
      ttlMs: 60_000,
    });
    expect(stored).toMatchObject({
      status: 200,
      body: { key: 'greeting', version: expect.stringMatching(/^[0-9a-f]{40}$/) },
    });
    const read = await service.request('GET', '/v1/kv/greeting');
    expect(read).toMatchObject({
      status: 200,
      body: { key: 'greeting', value: { hello: 'wörld' }, version: stored.body['version'] },
    });
    expect(read.body['ttlMs']).toBeGreaterThan(50_000);
    expect(await service.request('HEAD', '/v1/kv/greeting')).toMatchObject({ status: 200, body: {} });
    expect(await service.request('DELETE', '/v1/kv/greeting')).toMatchObject({ status: 204, body: {} });
    expect(await service.request('HEAD', '/v1/kv/greeting')).toMatchObject({ status: 404 });
    for (const method of ['GET', 'DELETE'])
      expect(await service.request(method, '/v1/kv/greeting')).toMatchObject({
        status: 404,
        body: { code: 'KV_NOT_FOUND' },
      });
  });

  it('stores on conditions', async () => {
    const path = '/v1/kv/conditional';
    const { version } = (await service.request('PUT', path, { value: 1, ifAbsent: true })).body;
    expect(await service.request('PUT', path, { value: 2, ifAbsent: true })).toMatchObject({
      status: 409,
      body: { code: 'KV_EXISTS' },
    });
    expect(await service.request('PUT', path, { value: 2, ifVersion: version })).toMatchObject({
      status: 200,
    });
    expect(await service.request('PUT', path, { value: 3, ifVersion: version })).toMatchObject({
      status: 409,
      body: { code: 'KV_VERSION_MISMATCH' },
    });
    expect((await service.request('GET', path)).body['value']).toBe(2);
  });

  it('counts, with and without a body, and refuses to count on text', async () => {
    const path = '/v1/kv/count/increment';
    expect(await service.request('POST', path)).toMatchObject({ status: 200, body: { value: 1 } });
    expect(await service.request('POST', path, {})).toMatchObject({ status: 200, body: { value: 2 } });
    expect(await service.request('POST', path, { by: -12, ttlMs: 1000 })).toMatchObject({
      status: 200,
      body: { value: -10 },
    });
    await service.request('PUT', '/v1/kv/text', { value: 'x' });
    expect(await service.request('POST', '/v1/kv/text/increment')).toMatchObject({
      status: 409,
      body: { code: 'KV_NOT_A_NUMBER' },
    });
  });

  it('takes no body for none, also where the request calls it JSON', async () => {
    const json = { 'content-type': 'application/json' };
    expect(await service.request('POST', '/v1/kv/bare/increment', '', json)).toMatchObject({
      status: 200,
      body: { value: 1 },
    });
    expect(await service.request('DELETE', '/v1/kv/bare', '', json)).toMatchObject({ status: 204 });
    expect(await service.request('GET', '/v1/kv/bare')).toMatchObject({ status: 404 });
  });

  it('sets and lifts the time to live', async () => {
    await service.request('PUT', '/v1/kv/life', { value: 1 });
    expect(await service.request('POST', '/v1/kv/life/expire', { ttlMs: 5000 })).toMatchObject({
      status: 200,
      body: { key: 'life', ttlMs: 5000 },
    });
    expect((await service.request('GET', '/v1/kv/life')).body['ttlMs']).toBeGreaterThan(0);
    expect(await service.request('POST', '/v1/kv/life/expire', { ttlMs: null })).toMatchObject({
      status: 200,
      body: { ttlMs: null },
    });
    expect((await service.request('GET', '/v1/kv/life')).body['ttlMs']).toBeNull();
    expect(await service.request('POST', '/v1/kv/nothing/expire', { ttlMs: 1 })).toMatchObject({
      status: 404,
    });
  });

  it('runs a pipeline', async () => {
    const commands = [
      { op: 'set', key: '{p}a', value: [1] },
      { op: 'increment', key: '{p}a' },
      { op: 'get', key: '{p}a' },
    ];
    expect(await service.request('POST', '/v1/pipeline', { commands })).toMatchObject({
      status: 200,
      body: {
        results: [
          { ok: true, value: true },
          { ok: false, code: 'KV_NOT_A_NUMBER', detail: expect.any(String) },
          { ok: true, value: [1] },
        ],
      },
    });
    expect(await service.request('POST', '/v1/pipeline', { atomic: true, commands })).toMatchObject({
      status: 409,
      body: { code: 'PIPELINE_ABORTED', errors: [{ path: 'commands.1', message: expect.any(String) }] },
    });
  });

  it('takes any key that is no control text, and gives it back', async () => {
    for (const key of ['a/b', 'ü:{x}', ' ', '%', '..%2f', 'k'.repeat(512), '日'.repeat(170)]) {
      const path = `/v1/kv/${encodeURIComponent(key)}`;
      expect(await service.request('PUT', path, { value: key })).toMatchObject({
        status: 200,
        body: { key },
      });
      expect((await service.request('GET', path)).body['value']).toBe(key);
    }
  });

  it.each([
    ['a key of 513 bytes', 'PUT', `/v1/kv/${'k'.repeat(513)}`, { value: 1 }],
    [
      'a key of 171 characters and 513 bytes',
      'PUT',
      `/v1/kv/${encodeURIComponent('日'.repeat(171))}`,
      { value: 1 },
    ],
    ['a control character in the key', 'PUT', '/v1/kv/a%00b', { value: 1 }],
    ['no value', 'PUT', '/v1/kv/bad', { ttlMs: 1 }],
    ['an unknown field', 'PUT', '/v1/kv/bad', { value: 1, ttl: 5 }],
    ['a negative TTL', 'PUT', '/v1/kv/bad', { value: 1, ttlMs: -1 }],
    ['a TTL of nothing', 'PUT', '/v1/kv/bad', { value: 1, ttlMs: 0 }],
    ['half a millisecond', 'PUT', '/v1/kv/bad', { value: 1, ttlMs: 0.5 }],
    ['a TTL of eleven years', 'PUT', '/v1/kv/bad', { value: 1, ttlMs: 3.5e11 }],
    ['a TTL as text', 'PUT', '/v1/kv/bad', { value: 1, ttlMs: '1000' }],
    ['both conditions', 'PUT', '/v1/kv/bad', { value: 1, ifAbsent: true, ifVersion: 'a'.repeat(40) }],
    ['a version that is none', 'PUT', '/v1/kv/bad', { value: 1, ifVersion: '1' }],
    ['a list for a body', 'PUT', '/v1/kv/bad', []],
    ['an integer past 2^53', 'PUT', '/v1/kv/bad', '{"value":9007199254740993}'],
    ['a number past all', 'PUT', '/v1/kv/bad', '{"value":1e999}'],
    ['JSON 17 levels deep', 'PUT', '/v1/kv/bad', `{"value":${'['.repeat(16)}${']'.repeat(16)}}`],
    [
      'JSON 100,000 levels deep',
      'PUT',
      '/v1/kv/bad',
      `{"value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
    ['__proto__', 'PUT', '/v1/kv/bad', '{"value":{"__proto__":{"a":1}}}'],
    ['escaped __proto__', 'PUT', '/v1/kv/bad', String.raw`{"value":{"\u005f_proto__":{"a":1}}}`],
    ['constructor', 'PUT', '/v1/kv/bad', '{"value":{"constructor":1}}'],
    ['an increment of a fraction', 'POST', '/v1/kv/bad/increment', { by: 0.5 }],
    ['an increment past 2^53', 'POST', '/v1/kv/bad/increment', '{"by":9007199254740992}'],
    ['an empty pipeline', 'POST', '/v1/pipeline', { commands: [] }],
    [
      '1,001 commands',
      'POST',
      '/v1/pipeline',
      { commands: Array.from({ length: 1001 }, () => ({ op: 'increment', key: 'bad' })) },
    ],
    [
      'an unknown command',
      'POST',
      '/v1/pipeline',
      {
        commands: [
          { op: 'increment', key: 'bad' },
          { op: 'flushall', key: 'x' },
        ],
      },
    ],
    [
      'a command without its key',
      'POST',
      '/v1/pipeline',
      { commands: [{ op: 'increment', key: 'bad' }, { op: 'get' }] },
    ],
    [
      'a command with more than it takes',
      'POST',
      '/v1/pipeline',
      {
        commands: [
          { op: 'increment', key: 'bad' },
          { op: 'get', key: 'a', x: 1 },
        ],
      },
    ],
    ['malformed JSON', 'PUT', '/v1/kv/bad', '{"value":'],
    ['no JSON at all', 'PUT', '/v1/kv/bad', ''],
  ])('refuses %s with a clear 400, and changes nothing', async (_what, method, path, body) => {
    const answer = await service.request(method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: expect.stringMatching(/^urn:rookery:problem:/),
      title: 'Invalid request',
      status: 400,
      code: expect.stringMatching(/^(INVALID_INPUT|MALFORMED_REQUEST)$/),
      requestId: answer.headers.get('x-request-id'),
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at \w+ \(|ERR |FST_/);
    expect(await service.request('GET', '/v1/kv/bad')).toMatchObject({ status: 404 });
  });
});
