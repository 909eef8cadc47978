import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { ApiKeysService } from '../../../src/features/api-keys/index.js';
import { Channels, MessagingModule, MessagingService } from '../../../src/features/messaging/index.js';
import { RedisModule } from '../../../src/redis/index.js';
import type { ServiceOptions } from '../../../src/service.options.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone, uniquePrefix } from '../../support/topologies.js';
import { converse, refusal } from './converse.js';

const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** A service whose sockets are told something else. */
async function startTold(
  told: Record<string, string>,
  options: Partial<ServiceOptions> = {},
): Promise<TestService> {
  Object.assign(process.env, told);
  try {
    const service = await startService(standalone, options);
    open.push(async () => service.stop());
    return service;
  } finally {
    for (const name of Object.keys(told)) delete process.env[name];
  }
}

describe('a socket', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(standalone, { corsOrigins: 'https://app.example' });
  });
  afterAll(async () => service?.stop());

  const enter = async () => {
    const visitor = await converse(service.url);
    open.push(() => visitor.socket.terminate());
    return visitor;
  };
  const topicOf = (name: string) => service.app.get(MessagingService).topic<number>(name);

  it('hears channels and follows topics, says and publishes, over one connection', async () => {
    const ada = await enter();
    ada.ask({ op: 'listen', ref: 'chat', channel: 'chat:*', pattern: true });
    expect(await ada.next()).toEqual({ ref: 'chat', event: 'ready', data: {} });
    ada.ask({ op: 'follow', ref: 'orders', topic: 'orders' });
    expect(await ada.next()).toEqual({ ref: 'orders', event: 'ready', data: { position: '0-0' } });
    const bo = await enter();
    bo.ask({ op: 'say', ref: '1', channel: 'chat:lobby', data: { text: 'Hello' } });
    expect(await bo.next()).toEqual({ ref: '1', event: 'done', data: { receivers: 1 } });
    expect(await ada.next()).toEqual({
      ref: 'chat',
      event: 'message',
      data: { channel: 'chat:lobby', data: { text: 'Hello' } },
    });
    bo.ask({ op: 'publish', ref: '2', topic: 'orders', data: 17, key: 'k', idempotencyKey: 'once' });
    expect(await bo.next()).toMatchObject({
      ref: '2',
      event: 'done',
      data: { sequence: 1, duplicate: false },
    });
    expect(await ada.next()).toMatchObject({
      ref: 'orders',
      event: 'message',
      data: { data: 17, key: 'k', sequence: 1 },
    });
    ada.ask({ op: 'stop', ref: 'chat' });
    expect(await ada.next()).toEqual({ ref: 'chat', event: 'end', data: {} });
    bo.ask({ op: 'say', ref: '3', channel: 'chat:lobby', data: 1 });
    expect(await bo.next()).toMatchObject({ data: { receivers: 0 } });
    ada.ask({ op: 'listen', ref: 'chat', channel: 'chat:lobby', member: 'ada' }); // the ref is free again
    expect(await ada.next()).toMatchObject({ ref: 'chat', event: 'ready' });
    const presence = async () => (await service.request('GET', '/v1/channels/chat:lobby/presence')).body;
    expect(await presence()).toMatchObject({ items: [{ member: 'ada' }] });
    ada.socket.close();
    await eventually(async () =>
      expect(await service.app.get(Channels).say('chat:lobby', 'Anybody?')).toBe(0),
    );
  });

  it('continues a topic after what was got, with nothing missing and nothing twice', async () => {
    const topic = topicOf('resumed');
    const numbers = Array.from({ length: 500 }, (_, i) => i + 1);
    const ids = (await topic.publishAll(numbers.map((data) => ({ data })))).map(({ id }) => id);
    const visitor = await enter();
    visitor.ask({ op: 'follow', ref: 't', topic: 'resumed', after: ids[99] });
    expect(await visitor.next()).toMatchObject({ event: 'ready', data: { position: ids[99] } });
    const got: unknown[] = [];
    while (got.length < 400) got.push((await visitor.next()).data['data']);
    expect(got).toEqual(numbers.slice(100));
    await topic.publish(501);
    expect(await visitor.next()).toMatchObject({ data: { data: 501 } });
  });

  it('tells what it does not understand, and goes on', async () => {
    const visitor = await enter();
    const problem = async (message: unknown) => {
      visitor.ask(message);
      const { ref, event, data } = await visitor.next();
      return [ref, event, data['code']];
    };
    expect(await problem('{')).toEqual([null, 'problem', 'INVALID_INPUT']);
    expect(await problem({ op: 'listen', ref: '1' })).toEqual(['1', 'problem', 'INVALID_INPUT']);
    expect(await problem({ op: 'shout', ref: '1' })).toEqual(['1', 'problem', 'INVALID_INPUT']);
    const badName = { op: 'say', ref: '1', channel: 'a\n', data: 1 };
    expect(await problem(badName)).toEqual(['1', 'problem', 'INVALID_INPUT']);
    expect(await problem('{"op":"say","ref":"1","channel":"a","data":{"__proto__":1}}')).toEqual([
      '1',
      'problem',
      'INVALID_INPUT',
    ]);
    const together = { op: 'listen', ref: '1', channel: 'a*', pattern: true, member: 'ada' };
    expect(await problem(together)).toEqual(['1', 'problem', 'INVALID_INPUT']);
    expect(await problem({ op: 'stop', ref: 'x' })).toEqual(['x', 'problem', 'SUBSCRIPTION_NOT_FOUND']);
    const large = { op: 'say', ref: '1', channel: 'a', data: 'x'.repeat(270_000) };
    expect(await problem(large)).toEqual(['1', 'problem', 'MESSAGE_TOO_LARGE']);
    visitor.ask({ op: 'listen', ref: 'a', channel: 'a' });
    expect(await visitor.next()).toMatchObject({ event: 'ready' });
    expect(await problem({ op: 'follow', ref: 'a', topic: 't' })).toEqual([
      'a',
      'problem',
      'SUBSCRIPTION_EXISTS',
    ]);
    for (let i = 1; i < 100; i++) visitor.ask({ op: 'listen', ref: `a${i}`, channel: 'a' });
    for (let i = 1; i < 100; i++) expect(await visitor.next()).toMatchObject({ event: 'ready' });
    expect(await problem({ op: 'listen', ref: 'b', channel: 'a' })).toEqual([
      'b',
      'problem',
      'TOO_MANY_SUBSCRIPTIONS',
    ]);
  });

  it('ends with who sends bytes, or more than it reads', async () => {
    const bytes = await enter();
    bytes.socket.send(Buffer.from('{}'));
    expect(await bytes.closed).toBe(1003);
    const large = await enter();
    large.ask({ op: 'say', ref: '1', channel: 'a', data: 'x'.repeat(400_000) });
    expect(await large.closed).toBe(1009);
  });

  it('answers in the order in which it was asked, however fast that was', async () => {
    const visitor = await enter();
    const refs = Array.from({ length: 500 }, (_, i) => String(i));
    for (const ref of refs) visitor.ask({ op: 'publish', ref, topic: 'fast', data: 1 });
    const answers = [];
    while (answers.length < refs.length) answers.push(await visitor.next());
    expect(answers.map(({ ref }) => ref)).toEqual(refs);
    expect(answers.map(({ data }) => data['sequence'])).toEqual(refs.map((_, i) => i + 1));
  });

  it('holds bounded memory for who does not read, tells what was dropped, and holds up nobody else', async () => {
    const slow = await enter();
    slow.ask({ op: 'listen', ref: 'c', channel: 'stuck' });
    expect(await slow.next()).toMatchObject({ event: 'ready' });
    slow.socket.pause();
    const quick = await enter();
    quick.ask({ op: 'listen', ref: 'c', channel: 'stuck' });
    expect(await quick.next()).toMatchObject({ event: 'ready' });
    const channels = service.app.get(Channels);
    const data = 'x'.repeat(50_000);
    const said = 600; // 30 MB: more than the sockets' own buffers take
    for (let i = 0; i < said; i++) {
      await channels.say('stuck', data);
      expect(await quick.next()).toMatchObject({ event: 'message' });
    }
    slow.socket.resume();
    let heard = 0;
    let dropped = 0;
    while (heard + dropped < said) {
      const { event, data: got } = await slow.next();
      if (event === 'message') heard++;
      else if (event === 'dropped') dropped += Number(got['count']);
    }
    // All that was held for it, in the buffers of the kernel above all, it has heard by now.
    expect([heard > 20, dropped > said / 2, heard + dropped]).toEqual([true, true, said]);
  }, 40_000);

  it.each([
    ['another site', 'https://evil.example'],
    ['a site whose name begins with a listed one', 'https://app.example.evil.example'],
    ['a page without an origin', 'null'],
  ])('is not opened for a page of %s', async (_what, origin) => {
    expect(await refusal(service.url, { origin })).toEqual({ status: 403, code: 'FORBIDDEN' });
  });

  it.each(['https://app.example', undefined])('is opened for a page of %s', async (listed) => {
    const visitor = await converse(service.url, { origin: listed ?? service.url });
    visitor.socket.terminate();
  });

  it('is asked for, and not a page; who only offers another protocol is answered', async () => {
    expect(await service.request('GET', '/v1/socket')).toMatchObject({
      status: 400,
      body: { code: 'UPGRADE_REQUIRED' },
    });
    // As some clients do with each request.
    const offer = 'connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n';
    const raw = connect(Number(new URL(service.url).port), '127.0.0.1');
    open.push(() => void raw.destroy());
    raw.write(
      `PUT /v1/kv/a HTTP/1.1\r\nhost: a\r\n${offer}content-type: application/json\r\ncontent-length: 11\r\n\r\n{"value":1}`,
    );
    const [answer] = (await once(raw, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
    expect(await refusalOf('/v1/nowhere')).toBe(404);
  });

  async function refusalOf(path: string): Promise<number> {
    const raw = connect(Number(new URL(service.url).port), '127.0.0.1');
    const handshake = 'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n';
    raw.write(
      `GET ${path} HTTP/1.1\r\nhost: a\r\n${handshake}sec-websocket-key: ${'a'.repeat(22)}==\r\n\r\n`,
    );
    const [answer] = (await once(raw, 'data')) as [Buffer];
    await once(raw, 'close'); // the service ends it
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer.toString())?.[1]);
  }
});

describe('a socket where keys are asked for', () => {
  let service: TestService;
  let keys: ApiKeysService;
  beforeEach(async () => {
    service = await startTold({ MESSAGING_SOCKET_PING_MS: '100' }, { access: 'keys' });
    keys = service.app.get(ApiKeysService, { strict: false });
  });

  const keyOf = async (scopes: string[], prefixes: string[] = []) =>
    keys.create({ name: 'test', scopes, prefixes });
  const codeOf = async (visitor: Awaited<ReturnType<typeof converse>>, message: object) => {
    visitor.ask({ ref: '1', ...message });
    const { event, data } = await visitor.next();
    return data['code'] ?? event;
  };

  it('is opened with one, in a header or where a browser can tell it, and never out of the URL', async () => {
    const { key } = await keyOf(['messaging:read']);
    expect(await refusal(service.url)).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await refusal(service.url, {}, ['rookery.v1', 'rookery.key.abc'])).toMatchObject({ status: 401 });
    const other = await keyOf(['queue:read']);
    expect(await refusal(service.url, { headers: { 'x-api-key': other.key } })).toMatchObject({
      status: 403,
    });
    const ways: Record<string, string>[] = [{ authorization: `Bearer ${key}` }, { 'x-api-key': key }];
    for (const headers of ways) (await converse(service.url, { headers })).socket.terminate();
    const browser = await converse(service.url, {}, ['rookery.v1', `rookery.key.${key}`]);
    expect(browser.socket.protocol).toBe('rookery.v1'); // the key is not told back
    browser.socket.terminate();
  });

  it('allows what the key allows, thing by thing', async () => {
    const { key } = await keyOf(['messaging:read', 'messaging:write'], ['mine-']);
    const visitor = await converse(service.url, { headers: { 'x-api-key': key } });
    open.push(() => visitor.socket.terminate());
    expect(await codeOf(visitor, { op: 'listen', ref: 'a', channel: 'mine-1' })).toBe('ready');
    expect(await codeOf(visitor, { op: 'follow', ref: 'b', topic: 'mine-1' })).toBe('ready');
    for (const message of [
      { op: 'listen', channel: 'yours-1' },
      { op: 'listen', channel: '*', pattern: true },
      { op: 'say', channel: 'yours-1', data: 1 },
      { op: 'follow', topic: 'yours-1' },
      { op: 'publish', topic: 'yours-1', data: 1 },
    ])
      expect([message, await codeOf(visitor, message)]).toEqual([message, 'NAME_NOT_FOUND']);
    const reader = await converse(service.url, {
      headers: { 'x-api-key': (await keyOf(['messaging:read'])).key },
    });
    open.push(() => reader.socket.terminate());
    expect(await codeOf(reader, { op: 'say', channel: 'mine-1', data: 1 })).toBe('FORBIDDEN');
    expect(await codeOf(reader, { op: 'publish', topic: 'mine-1', data: 1 })).toBe('FORBIDDEN');
  });

  it('ends with its key', async () => {
    const { key, apiKey } = await keyOf(['messaging:read']);
    const visitor = await converse(service.url, { headers: { 'x-api-key': key } });
    expect(await codeOf(visitor, { op: 'listen', channel: 'a' })).toBe('ready');
    await keys.revoke(apiKey.id);
    expect(await visitor.closed).toBe(1008);
  });

  it('that answers no ping is ended', async () => {
    const { key } = await keyOf(['messaging:read']);
    const headers = { 'x-api-key': key };
    const [alive, dead] = [
      await converse(service.url, { headers }),
      await converse(service.url, { headers, autoPong: false }),
    ];
    expect(await dead.closed).toBe(1006);
    expect(await codeOf(alive, { op: 'listen', channel: 'a' })).toBe('ready');
    alive.socket.terminate();
  });
});

describe('sockets', () => {
  it('are no more than a process is told to take', async () => {
    const service = await startTold({ MESSAGING_MAX_SOCKETS: '2' });
    const visitors = [await converse(service.url), await converse(service.url)];
    open.push(() => visitors.forEach(({ socket }) => socket.terminate()));
    expect(await refusal(service.url)).toEqual({ status: 503, code: 'SOCKETS_FULL' });
    visitors[0]?.socket.close();
    await eventually(async () => (await converse(service.url)).socket.terminate());
  });

  it('say goodbye at shutdown, after what was begun, and do not wait for who does not read', async () => {
    const service = await startService(standalone);
    const polite = await converse(service.url);
    const stuck = await converse(service.url);
    stuck.ask({ op: 'listen', ref: 'c', channel: 'c' });
    expect(await stuck.next()).toMatchObject({ event: 'ready' });
    stuck.socket.pause();
    const channels = service.app.get(Channels);
    for (let i = 0; i < 300; i++) await channels.say('c', 'x'.repeat(50_000));
    polite.ask({ op: 'publish', ref: '1', topic: 't', data: 1 });
    await once(polite.socket, 'message');
    polite.ask({ op: 'publish', ref: '2', topic: 't', data: 2 });
    const startedAt = performance.now();
    await service.stop();
    expect(performance.now() - startedAt).toBeLessThan(6000);
    expect(await polite.closed).toBe(1001);
    stuck.socket.terminate();
  }, 40_000);

  it('are there in an app of your own, on Express as well', async () => {
    @Injectable()
    class Doorman implements CanActivate {
      canActivate(context: ExecutionContext): boolean {
        const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
        return headers['x-friend'] !== undefined;
      }
    }
    const module = await Test.createTestingModule({
      imports: [
        RedisModule.forRoot({ ...standalone, prefix: uniquePrefix() }),
        MessagingModule.forRootAsync({ useFactory: () => ({}), expose: ['http'] }),
      ],
      providers: [{ provide: APP_GUARD, useClass: Doorman }],
    }).compile();
    const app = module.createNestApplication(new ExpressAdapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
    open.push(async () => app.close());
    const url = await app.getUrl();
    const answer = await refusal(url, {}, [], '/socket');
    expect(answer.status).toBe(403);
    const friend = await converse(url, { headers: { 'x-friend': 'yes' } }, [], '/socket');
    friend.ask({ op: 'say', ref: '1', channel: 'a', data: 1 });
    expect(await friend.next()).toEqual({ ref: '1', event: 'done', data: { receivers: 0 } });
    friend.socket.terminate();
  });
});
