import type { ClientProxy } from '@nestjs/microservices';
import { startService, type TestService } from '../../support/app.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

describe('topics over the Redis transport', () => {
  let server: RedisServer;
  let service: TestService;
  let client: ClientProxy;

  beforeAll(async () => {
    server = await startStandalone();
    service = await startService({ url: server.url });
    client = stockClient(server.port);
    await client.connect();
  });
  afterAll(async () => {
    client?.close();
    await service?.stop();
    await server?.stop();
  });

  it('does all that HTTP does', async () => {
    const topic = 'orders';
    const first = await ask(client, 'messaging.publish', { topic, data: 1, idempotencyKey: 'a' });
    expect(first).toMatchObject({ sequence: 1, duplicate: false });
    expect(await ask(client, 'messaging.publish', { topic, data: 1, idempotencyKey: 'a' })).toEqual({
      ...first,
      duplicate: true,
    });
    await ask(client, 'messaging.publish', { topic, messages: [{ data: 2, key: 'k' }] });
    expect(await ask(client, 'messaging.read', { topic, after: first['id'] })).toMatchObject({
      items: [{ data: 2, key: 'k', sequence: 2 }],
      nextCursor: null,
    });
    expect(await ask(client, 'messaging.info', { topic })).toMatchObject({ name: topic, length: 2 });
    expect(await ask(client, 'messaging.list', {})).toMatchObject({
      items: [{ name: topic }],
      nextCursor: null,
    });
    expect(await ask(client, 'messaging.delete', { topic })).toEqual({ deleted: true });
    expect(await refusal(client, 'messaging.info', { topic })).toMatchObject({ code: 'TOPIC_NOT_FOUND' });
    expect(await refusal(client, 'messaging.publish', { topic })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('serves consumer groups as HTTP does', async () => {
    const to = { topic: 'jobs', group: 'g' };
    expect(await ask(client, 'messaging.putGroup', { ...to, maxDeliveries: 1 })).toMatchObject({ lag: 0 });
    await ask(client, 'messaging.publish', {
      topic: 'jobs',
      messages: [{ data: 1 }, { data: 2 }, { data: 3 }],
    });
    const { messages } = await ask<{ messages: { receipt: string }[] }>(client, 'messaging.pull', {
      ...to,
      max: 3,
    });
    const [a, b, c] = messages.map(({ receipt }) => receipt);
    expect(await ask(client, 'messaging.extend', { ...to, receipts: [a] })).toMatchObject({
      results: [{ accepted: true }],
    });
    expect(await ask(client, 'messaging.ack', { ...to, receipts: [a, b] })).toMatchObject({
      results: [{}, {}],
    });
    await ask(client, 'messaging.nack', { ...to, receipts: [c], reason: 'no' });
    expect(await ask(client, 'messaging.dead', to)).toMatchObject({ items: [{ data: 3, reason: 'no' }] });
    const id = c?.split('.')[0];
    expect(await ask(client, 'messaging.redrive', { ...to, ids: [id] })).toEqual({ moved: 1 });
    expect(await ask(client, 'messaging.readGroup', to)).toMatchObject({ dead: 0, retrying: 1 });
    const [again] = (await ask<{ messages: { receipt: string }[] }>(client, 'messaging.pull', to)).messages;
    await ask(client, 'messaging.nack', { ...to, receipts: [again?.receipt], dead: true });
    expect(await ask(client, 'messaging.deleteDead', { ...to, id })).toEqual({ deleted: true });
    expect(await refusal(client, 'messaging.deleteDead', { ...to, id })).toMatchObject({
      code: 'LETTER_NOT_FOUND',
    });
    expect(await ask(client, 'messaging.putTopic', { topic: 'jobs', maxLength: 7 })).toMatchObject({
      settings: { maxLength: 7 },
    });
    expect(await ask(client, 'messaging.listGroups', { topic: 'jobs' })).toMatchObject({
      items: [{ name: 'g' }],
    });
    expect(await ask(client, 'messaging.deleteGroup', to)).toEqual({ deleted: true });
    expect(await refusal(client, 'messaging.pull', to)).toMatchObject({ code: 'GROUP_NOT_FOUND' });
  });
});
