import { RedisConnection } from '../../../src/redis/index.js';
import { startService, type TestService } from '../../support/app.js';
import { standalone } from '../../support/topologies.js';
import { follow } from './follow.js';

describe('topics over HTTP', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(standalone);
  });
  afterAll(async () => service?.stop());

  const post = async (path: string, body: unknown) => service.request('POST', `/v1/topics/${path}`, body);
  const get = async (path: string) => service.request('GET', `/v1/topics/${path}`);

  it('publishes, reads in pages, says how much there is, and deletes', async () => {
    const one = await post('orders/messages', {
      data: { n: 1 },
      key: 'c7',
      idempotencyKey: 'a',
      headers: { h: 'x' },
    });
    expect(one).toMatchObject({
      status: 201,
      body: { id: expect.any(String), sequence: 1, duplicate: false },
    });
    expect(await post('orders/messages', { data: { n: 1 }, idempotencyKey: 'a' })).toMatchObject({
      status: 201,
      body: { id: one.body['id'], sequence: 1, duplicate: true },
    });
    const many = await post('orders/messages', { messages: [{ data: 2 }, { data: null }] });
    expect(many).toMatchObject({ status: 201, body: { items: [{ sequence: 2 }, { sequence: 3 }] } });
    const page = await get('orders/messages?limit=2');
    expect(page).toMatchObject({
      status: 200,
      body: {
        items: [{ data: { n: 1 }, key: 'c7', headers: { h: 'x' } }, { data: 2 }],
        missed: 0,
        reset: false,
      },
    });
    const rest = await get(`orders/messages?after=${String(page.body['nextCursor'])}`);
    expect(rest).toMatchObject({ body: { items: [{ data: null, sequence: 3 }], nextCursor: null } });
    expect(await get('orders')).toMatchObject({
      status: 200,
      body: { name: 'orders', length: 3, published: 3 },
    });
    expect(await service.request('GET', '/v1/topics')).toMatchObject({
      body: { items: [{ name: 'orders' }] },
    });
    expect((await service.request('DELETE', '/v1/topics/orders')).status).toBe(204);
    expect(await get('orders')).toMatchObject({ status: 404, body: { code: 'TOPIC_NOT_FOUND' } });
    expect(await service.request('DELETE', '/v1/topics/orders')).toMatchObject({ status: 404 });
  });

  it('says for how long a topic keeps what, and every process heeds it at once', async () => {
    const before = await service.request('PUT', '/v1/topics/told', { maxLength: 1, idempotencyMs: 60_000 });
    expect(before).toMatchObject({
      status: 200,
      body: {
        name: 'told',
        length: 0,
        settings: { maxLength: 1, idempotencyMs: 60_000, whenFull: 'refuse' },
      },
    });
    // Of the same Redis, and told nothing by anybody.
    const { prefix } = service.app.get(RedisConnection).options;
    const other = await startService({ ...standalone, prefix });
    const messages = Array.from({ length: 1000 }, (_, data) => ({ data }));
    await other.request('POST', '/v1/topics/told/messages', { messages });
    // Redis trims whole nodes of a hundred.
    expect(Number((await get('told')).body['length'])).toBeLessThan(200);
    await service.request('PUT', '/v1/topics/told', { whenFull: 'drop', maxUnreadLength: 300 });
    expect((await get('told')).body['settings']).toMatchObject({ maxLength: 100_000, whenFull: 'drop' });
    await service.request('PUT', '/v1/topics/told/groups/g', {});
    await other.request('PUT', '/v1/topics/told', { maxLength: 100, maxUnreadLength: 300 });
    expect(await post('told/messages', { messages })).toMatchObject({ body: { code: 'TOPIC_FULL' } });
    await other.request('PUT', '/v1/topics/told', { maxLength: 1, maxUnreadLength: 300, whenFull: 'drop' });
    expect((await post('told/messages', { messages: messages.slice(0, 400) })).status).toBe(201);
    await other.stop();
    expect(await service.request('PUT', '/v1/topics/told', { maxLength: 0 })).toMatchObject({ status: 400 });
    expect(await service.request('PUT', '/v1/topics/told', { leaseMs: 1000 })).toMatchObject({ status: 400 });
  });

  it.each([
    ['a message without data', 'bad/messages', {}],
    ['no messages', 'bad/messages', { messages: [] }],
    ['an unknown field', 'bad/messages', { data: 1, topic: 'x' }],
    ['an empty key', 'bad/messages', { data: 1, key: '' }],
    ['a header that is no text', 'bad/messages', { data: 1, headers: { a: 1 } }],
    ['a topic with control characters', 'bad%00/messages', { data: 1 }],
  ])('refuses %s', async (_what, path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect(await get('bad')).toMatchObject({ status: 404 });
  });

  it('refuses what is too large, and places that are none', async () => {
    const large = await post('bad/messages', { data: 'x'.repeat(300_000) });
    expect(large).toMatchObject({ status: 400, body: { code: 'MESSAGE_TOO_LARGE' } });
    expect(await get('orders/messages?after=yesterday')).toMatchObject({ status: 400 });
    expect(await get('orders/stream?after=yesterday')).toMatchObject({ status: 400 });
    const headers = { 'last-event-id': 'x' };
    expect(await service.request('GET', '/v1/topics/a/stream', undefined, headers)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT', errors: [{ path: 'last-event-id' }] },
    });
  });

  it('streams, and resumes by Last-Event-ID with no gap and nothing twice', async () => {
    const url = `${service.url}/v1/topics/live/stream`;
    const first = await follow(url);
    expect(await first.next()).toMatchObject({ event: 'ready', id: '0-0', data: { position: '0-0' } });
    await post('live/messages', { messages: [1, 2, 3].map((data) => ({ data })) });
    const got = [await first.next(), await first.next()];
    expect(got.map(({ data }) => data)).toMatchObject([{ data: 1 }, { data: 2 }]);
    first.close();
    await post('live/messages', { data: 4 });
    const second = await follow(url, { 'last-event-id': got[1]?.id ?? '' });
    expect(await second.next()).toMatchObject({ event: 'ready', id: got[1]?.id });
    expect([await second.next(), await second.next()].map(({ data }) => data)).toMatchObject([
      { data: 3, sequence: 3 },
      { data: 4, sequence: 4 },
    ]);
    second.close();
    const fromStart = await follow(`${url}?after=0`);
    await fromStart.next();
    expect(await fromStart.next()).toMatchObject({ event: 'message', data: { data: 1 } });
    fromStart.close();
  });

  it('ends streams at shutdown, and does not wait for their readers', async () => {
    const other = await startService(standalone);
    const reader = await follow(`${other.url}/v1/topics/ending/stream`);
    await reader.next();
    await other.stop();
    await expect(reader.next()).rejects.toThrow('ended');
  });
});
