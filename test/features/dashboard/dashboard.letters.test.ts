import { Logger } from '@nestjs/common';
import type { ClientProxy } from '@nestjs/microservices';
import { startService, type TestService } from '../../support/app.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

const SECRET = 'ada@example.com';
const PATH = '/v1/dashboard/topics/orders/groups/billing/dead';

let server: RedisServer;
let service: TestService;
let client: ClientProxy;
beforeAll(async () => {
  server = await startStandalone();
  service = await startService({ url: server.url });
  client = stockClient(server.port);
  await client.connect();
  const messages = [1, 2, 3].map((i) => ({ data: { to: SECRET, list: [i] }, key: `k${i}` }));
  await service.request('PUT', '/v1/topics/orders/groups/billing', { from: 'start' });
  await service.request('POST', '/v1/topics/orders/messages', { messages });
  const { body } = await service.request('POST', '/v1/topics/orders/groups/billing/pull', { max: 10 });
  const receipts = (body['messages'] as { receipt: string }[]).map(({ receipt }) => receipt);
  const outcome = { receipts, dead: true, reason: 'No stock' };
  await service.request('POST', '/v1/topics/orders/groups/billing/nack', outcome);
});
afterAll(async () => {
  client?.close();
  await service?.stop();
  await server?.stop();
});

interface Letter {
  readonly id: string;
  readonly sequence: number;
}

const page = async (query = '') => {
  const { body } = await service.request('GET', `${PATH}${query}`);
  return { items: body['items'] as Letter[], nextCursor: body['nextCursor'] as string | null };
};

describe('dead letters of a consumer group', () => {
  it('are listed in pages, without what they carry, the same over the Redis transport', async () => {
    const first = await page('?limit=2');
    const second = await page(`?limit=2&cursor=${String(first.nextCursor)}`);
    expect([...first.items, ...second.items]).toEqual(
      [1, 2, 3].map((i) =>
        expect.objectContaining({
          sequence: i,
          key: `k${i}`,
          deliveries: 1,
          reason: 'No stock',
          data: { to: '•••', list: ['•••'] },
        }),
      ),
    );
    expect(second.nextCursor).toBe(null);
    expect(JSON.stringify([first, second])).not.toContain(SECRET);
    const message = { topic: 'orders', group: 'billing', limit: 2 };
    expect(await ask(client, 'dashboard.listDeadLetters', message)).toEqual(first);
  });

  it('show what they carry to who asks, which the log notes, also when their topic has it no more', async () => {
    const [{ id } = { id: '' }] = (await page()).items;
    await service.request('PUT', '/v1/topics/orders', { maxLength: 1 });
    await service.request('POST', '/v1/topics/orders/messages', { messages: [{ data: 4 }, { data: 5 }] });
    const notes: unknown[] = [];
    Logger.overrideLogger({
      log: (...note: unknown[]) => note.at(-1) === 'Dashboard' && notes.push(note),
      error: () => {},
      warn: () => {},
    });
    const what = { topic: 'orders', group: 'billing', id };
    const { body } = await service.request('POST', '/v1/dashboard/reveal', what);
    Logger.overrideLogger(false);
    expect(body).toEqual({ data: { to: SECRET, list: [1] }, result: null });
    expect(notes).toEqual([[expect.objectContaining({ ...what, by: 'anybody' }), 'Dashboard']]);
  });

  it.each([
    ['a group that has no such letter', { topic: 'orders', group: 'other', id: '1-1' }],
    ['an id that is none of its letters', { topic: 'orders', group: 'billing', id: '9-9' }],
  ])('are not found: %s', async (_, what) => {
    const { status, body } = await service.request('POST', '/v1/dashboard/reveal', what);
    expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'DASHBOARD_NOT_FOUND' });
    expect(await refusal(client, 'dashboard.reveal', what)).toMatchObject({ code: 'DASHBOARD_NOT_FOUND' });
  });

  it.each(['?limit=0', '?limit=201', '?cursor=x', '?cursor=-1', '?before=1'])(
    'refuse a query that makes no sense: %s',
    async (query) => {
      expect((await service.request('GET', `${PATH}${query}`)).status).toBe(400);
    },
  );
});
