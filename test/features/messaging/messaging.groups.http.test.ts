import { request as httpRequest } from 'node:http';
import { MessagingService } from '../../../src/features/messaging/index.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone } from '../../support/topologies.js';

interface PulledBody {
  readonly messages: { readonly data: unknown; readonly receipt: string }[];
}

describe('consumer groups over HTTP', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(standalone);
  });
  afterAll(async () => service?.stop());

  const call = async (method: string, path: string, body?: unknown) =>
    service.request(method, `/v1/topics/${path}`, body);
  const publish = async (topic: string, ...data: unknown[]) =>
    call('POST', `${topic}/messages`, { messages: data.map((one) => ({ data: one })) });
  const pull = async (path: string, input: object = { max: 10 }) =>
    (await call('POST', `${path}/pull`, input)).body as unknown as PulledBody;

  it('makes a group, delivers, takes acknowledgements and refusals, and shows what is dead', async () => {
    const path = 'orders/groups/billing';
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { code: 'GROUP_NOT_FOUND' } });
    expect(await call('POST', `${path}/pull`, {})).toMatchObject({ status: 404 });
    expect(await call('PUT', path, { from: 'start', leaseMs: 60_000, maxDeliveries: 3 })).toMatchObject({
      status: 200,
      body: { name: 'billing', topic: 'orders', leaseMs: 60_000, maxDeliveries: 3, lag: 0 },
    });
    await publish('orders', 1, 2, 3);
    expect(await call('GET', path)).toMatchObject({ body: { lag: 3 } });
    const { messages } = await pull(path);
    expect(messages).toMatchObject([1, 2, 3].map((data) => ({ data, delivery: 1 })));
    const [a, b, c] = messages.map(({ receipt }) => receipt);
    const extended = await call('POST', `${path}/extend`, { receipts: [a], leaseMs: 3_600_000 });
    expect(extended.body['leaseUntilAt']).toBeGreaterThan(Date.now() + 3_000_000);
    expect(await call('POST', `${path}/ack`, { receipts: [a] })).toMatchObject({
      status: 200,
      body: { results: [{ receipt: a, accepted: true }] },
    });
    expect(await call('POST', `${path}/ack`, { receipts: [a] })).toMatchObject({
      body: { results: [{ receipt: a, accepted: false, code: 'LEASE_LOST' }] },
    });
    await call('POST', `${path}/nack`, { receipts: [b] });
    expect((await pull(path)).messages).toMatchObject([{ data: 2, delivery: 2 }]);
    await call('POST', `${path}/nack`, { receipts: [c], dead: true, reason: 'no such customer' });
    const dead = await call('GET', `${path}/dead?limit=10`);
    expect(dead.body).toMatchObject({ items: [{ data: 3, reason: 'no such customer' }], nextCursor: null });
    expect(await call('POST', `${path}/dead/redrive`, {})).toMatchObject({ status: 200, body: { moved: 1 } });
    const [again] = (await pull(path)).messages;
    expect(again).toMatchObject({ data: 3 });
    const letter = `${path}/dead/${again?.receipt.split('.')[0]}`;
    expect(await call('DELETE', letter)).toMatchObject({ status: 404, body: { code: 'LETTER_NOT_FOUND' } });
    await call('POST', `${path}/nack`, { receipts: [again?.receipt], dead: true });
    expect((await call('DELETE', letter)).status).toBe(204);
    expect((await call('GET', `${path}/dead`)).body).toMatchObject({ items: [] });
    expect(await call('POST', `${path}/dead/redrive`, {})).toMatchObject({ body: { moved: 0 } });
    expect((await call('DELETE', `${path}/dead/x`)).status).toBe(400);
    expect(await call('GET', 'orders/groups')).toMatchObject({ body: { items: [{ name: 'billing' }] } });
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('DELETE', path)).status).toBe(404);
  });

  it('lets a consumer wait, and takes nothing for one that hangs up', async () => {
    const path = 'awaited/groups/g';
    await call('PUT', path, {});
    const waiting = pull(path, { waitMs: 20_000 });
    await publish('awaited', 'now');
    const { messages } = await waiting;
    expect(messages).toMatchObject([{ data: 'now' }]);
    await call('POST', `${path}/ack`, { receipts: messages.map(({ receipt }) => receipt) });
    const headers = { 'content-type': 'application/json' };
    const url = `${service.url}/v1/topics/${path}/pull`;
    const hung = httpRequest(url, { method: 'POST', headers }).on('error', () => undefined);
    hung.end('{"waitMs":20000}');
    const { news } = service.app.get(MessagingService).topic('awaited');
    const listeners = async () => {
      const { client } = service.app.get(MessagingService).topic('awaited').redis;
      return ((await client.call('PUBSUB', 'NUMSUB', news)) as [string, number])[1];
    };
    await eventually(async () => expect(await listeners()).toBe(1));
    hung.destroy();
    await eventually(async () => expect(await listeners()).toBe(0));
    await publish('awaited', 'later');
    expect((await pull(path)).messages).toMatchObject([{ data: 'later', delivery: 1 }]);
  });

  it.each([
    ['a group from nowhere', 'PUT', 'bad/groups/g', { from: 'tomorrow' }],
    ['a lease that is too short', 'PUT', 'bad/groups/g', { leaseMs: 1 }],
    ['a pull of too many', 'POST', 'bad/groups/g/pull', { max: 1001 }],
    ['a wait that is too long', 'POST', 'bad/groups/g/pull', { waitMs: 60_000 }],
    ['no receipts', 'POST', 'bad/groups/g/ack', { receipts: [] }],
    ['a receipt that is none', 'POST', 'bad/groups/g/ack', { receipts: ['1-1'] }],
    ['a group with control characters', 'PUT', 'bad/groups/a%00', {}],
  ])('refuses %s', async (_what, method, path, body) => {
    expect(await call(method, path, body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect(await call('GET', 'bad/groups')).toMatchObject({ body: { items: [] } });
  });

  it('answers who waits at once when it shuts down', async () => {
    const other = await startService(standalone);
    await other.request('PUT', '/v1/topics/t/groups/g', {});
    const waiting = other.request('POST', '/v1/topics/t/groups/g/pull', { waitMs: 30_000 });
    const { redis, news } = other.app.get(MessagingService).topic('t');
    await eventually(async () =>
      expect(await redis.client.call('PUBSUB', 'NUMSUB', news)).toEqual([news, 1]),
    );
    const startedAt = performance.now();
    await other.stop();
    expect(await waiting).toMatchObject({ status: 200, body: { messages: [] } });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
