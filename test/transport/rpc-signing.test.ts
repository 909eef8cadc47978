import type { ClientProxy } from '@nestjs/microservices';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { Redis } from 'ioredis';
import { lastValueFrom } from 'rxjs';
import { ApiKeysService, messageKeyOf, newKey } from '../../src/features/api-keys/index.js';
import { RedisConnection } from '../../src/redis/index.js';
import { AccessTable, RedisRpcClient, signMessages } from '../../src/transport/index.js';
import { isEnvelope, seal } from '../../src/transport/rpc.envelope.js';
import { startModule, startService, type TestService } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { ask, refusal, stockClient } from '../support/rpc.js';
import { startStandalone, type RedisServer } from '../support/servers.js';

let server: RedisServer;
let services: TestService[];
let keys: ApiKeysService;
/** Somebody with the password of Redis, and nothing else. */
let stranger: Redis;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  server = await startStandalone();
  const prefix = 'test.signing';
  services = [
    await startService({ url: server.url, prefix }, { access: 'keys', messages: 'signed' }),
    await startService({ url: server.url, prefix }, { access: 'keys', messages: 'signed' }),
  ];
  keys = first().app.get(ApiKeysService, { strict: false });
  stranger = new Redis(server.url);
});
afterAll(async () => {
  for (const close of closing) await close();
  stranger.disconnect();
  for (const service of services) await service.stop();
  await server.stop();
});

const first = (): TestService => {
  const [service] = services;
  if (!service) throw new Error('there is no service');
  return service;
};

const keyFor = async (...scopes: string[]) => (await keys.create({ name: 'test', scopes })).key;

/** An unmodified Nest client that signs. */
async function signingClient(key: string): Promise<ClientProxy> {
  const client = ClientProxyFactory.create({
    transport: Transport.REDIS,
    options: { host: '127.0.0.1', port: server.port, ...signMessages(messageKeyOf(key)) },
  });
  await client.connect();
  closing.push(async () => client.close());
  return client;
}

const valueOf = async (key: string) => {
  const { key: text } = await keys.create({ name: 'reader', scopes: ['kv:read'] });
  const { body } = await first().request('GET', `/v1/kv/${key}`, undefined, {
    authorization: `Bearer ${text}`,
  });
  return body['value'];
};

/** A request as it went over the wire, to be sent once more, or changed. */
async function captured(pattern: string, data: object, key: string): Promise<string> {
  const ears = new Redis(server.url);
  const heard = new Promise<string>((resolve) => ears.once('message', (_channel, text) => resolve(text)));
  await ears.subscribe(pattern);
  await ask(await signingClient(key), pattern, data);
  ears.disconnect();
  return heard;
}

describe('signed messages', () => {
  it('are served, of an unmodified Nest client and of ours', async () => {
    const key = await keyFor('kv:*');
    const stock = await signingClient(key);
    expect(await ask(stock, 'kv.set', { key: 'a', value: 1 })).toMatchObject({ key: 'a' });
    const module = await startModule({ url: server.url, prefix: 'test.caller' }, []);
    const ours = new RedisRpcClient(module.get(RedisConnection), signMessages(messageKeyOf(key)));
    expect(await ours.request('kv.get', { key: 'a' })).toMatchObject({ value: 1 });
    await expect(ours.request('kv.get', { key: 'none' })).rejects.toMatchObject({ code: 'KV_NOT_FOUND' });
    await ours.close();
    await module.close();
  });

  it('are all that is served: who does not sign is told so, and nothing is done', async () => {
    const client = stockClient(server.port);
    expect(await refusal(client, 'kv.set', { key: 'unsigned', value: 1 })).toMatchObject({
      status: 401,
      code: 'UNAUTHENTICATED',
    });
    expect(await valueOf('unsigned')).toBeUndefined();
    await client.close();
  });

  it('say who sent them: another scope is 403, another prefix 404', async () => {
    const reader = await signingClient(await keyFor('kv:read'));
    expect(await refusal(reader, 'kv.set', { key: 'b', value: 1 })).toMatchObject({ code: 'FORBIDDEN' });
    const { key } = await keys.create({ name: 'shop', scopes: ['*'], prefixes: ['shop-'] });
    const shop = await signingClient(key);
    expect(await ask(shop, 'kv.set', { key: 'shop-1', value: 1 })).toMatchObject({ key: 'shop-1' });
    expect(await refusal(shop, 'kv.set', { key: 'bank-1', value: 1 })).toMatchObject({
      code: 'NAME_NOT_FOUND',
    });
    expect(await refusal(shop, 'queue.list', {})).toMatchObject({ code: 'FORBIDDEN' });
    expect(await valueOf('bank-1')).toBeUndefined();
  });

  it('can be signed with both secrets of a key that is rotated, and with none that has ended', async () => {
    const { key, apiKey } = await keys.create({ name: 'test', scopes: ['kv:*'] });
    const before = await signingClient(key);
    expect(await ask(before, 'kv.increment', { key: 'rotated' })).toEqual({ value: 1 });
    const rotated = await keys.rotate(apiKey.id, { graceMs: 60_000 });
    if (!rotated) throw new Error('was not rotated');
    const after = await signingClient(rotated.key);
    expect(await ask(before, 'kv.increment', { key: 'rotated' })).toEqual({ value: 2 });
    expect(await ask(after, 'kv.increment', { key: 'rotated' })).toEqual({ value: 3 });
    await keys.revoke(apiKey.id);
    // The other replica believes for a second yet what it has read.
    await eventually(async () => {
      const client = new Redis(server.url);
      const heard = new Promise<string>((resolve) => client.once('message', (_c, text) => resolve(text)));
      await client.subscribe('kv.increment.reply');
      const packet = { pattern: 'kv.increment', data: { key: 'rotated' }, id: crypto.randomUUID() };
      const envelope = seal(packet, messageKeyOf(rotated.key), { purpose: 'ask', channel: 'kv.increment' });
      await stranger.publish('kv.increment', JSON.stringify(envelope));
      const answer = await heard;
      client.disconnect();
      expect(JSON.parse(answer)).toMatchObject({ err: { code: 'UNAUTHENTICATED' } });
    });
  });
});

describe('a stranger who has Redis but no key', () => {
  /** What comes of what it publishes: how far the counter is after a request that came after it. */
  const countAfter = async (counter: string, key: string) => {
    const { value } = await ask<{ value: number }>(await signingClient(key), 'kv.increment', {
      key: counter,
    });
    return value;
  };

  it('cannot send a request once more, to whichever replica', async () => {
    const key = await keyFor('kv:*');
    const text = await captured('kv.increment', { key: 'replayed' }, key);
    const { id, ...rest } = JSON.parse(text) as Record<string, unknown>;
    for (let i = 0; i < 20; i++) await stranger.publish('kv.increment', text);
    // Nor under another id, by which another replica would think it its own.
    for (let i = 0; i < 20; i++)
      await stranger.publish('kv.increment', JSON.stringify({ ...rest, id: `${String(id)}${i}` }));
    expect(await countAfter('replayed', key)).toBe(2);
  });

  it('cannot send an event once more, which no claim of a request keeps from being handled twice', async () => {
    const key = await keyFor('kv:*');
    const client = await signingClient(key);
    const ears = stranger.duplicate();
    const heard = new Promise<string>((resolve) => ears.once('message', (_channel, text) => resolve(text)));
    await ears.subscribe('kv.increment');
    await lastValueFrom(client.emit('kv.increment', { key: 'emitted' }), { defaultValue: undefined });
    const text = await heard;
    ears.disconnect();
    // Every replica handles an event.
    await eventually(async () => expect(await valueOf('emitted')).toBe(services.length));
    for (let i = 0; i < 20; i++) await stranger.publish('kv.increment', text);
    expect(await countAfter('emitted', key)).toBe(services.length + 1);
  });

  it.each([
    ['the data', (e: Record<string, string>) => ({ ...e, b: e['b']?.replace('tampered', 'replaced') })],
    ['the signature', (e: Record<string, string>) => ({ ...e, m: e['m']?.replaceAll(/[a-m]/g, 'n') })],
    ['the time', (e: Record<string, string>) => ({ ...e, t: Date.now() + 1 })],
    ['the nonce', (e: Record<string, string>) => ({ ...e, n: 'A'.repeat(22) })],
    ['the key', (e: Record<string, string>) => ({ ...e, k: newKey().id })],
    ['the version', (e: Record<string, string>) => ({ ...e, v: 2 })],
    ['everything, for nothing', () => ({ m: '', k: '', b: '' })],
  ])('cannot change %s of a message', async (_what, change) => {
    const key = await keyFor('kv:*');
    const text = await captured('kv.increment', { key: 'tampered' }, key);
    const before = (await valueOf('tampered')) as number;
    const changed: Record<string, unknown> = change(JSON.parse(text) as Record<string, string>);
    await stranger.publish('kv.increment', JSON.stringify({ ...changed, id: crypto.randomUUID() }));
    await stranger.publish('kv.increment', JSON.stringify(changed));
    expect(await countAfter('tampered', key)).toBe(before + 1);
    expect(await valueOf('replaced')).toBeUndefined();
  });

  it('cannot send it to another channel', async () => {
    const key = await keyFor('kv:*');
    const client = await signingClient(key);
    await ask(client, 'kv.set', { key: 'moved', value: 1 });
    await stranger.publish('kv.delete', await captured('kv.get', { key: 'moved' }, key));
    // Nor one that was held up on its way, so that no replica has seen it.
    const packet = { pattern: 'kv.get', data: { key: 'moved' }, id: crypto.randomUUID() };
    const envelope = seal(packet, messageKeyOf(key), { purpose: 'ask', channel: 'kv.get' });
    await stranger.publish('kv.delete', JSON.stringify(envelope));
    expect(await ask(client, 'kv.get', { key: 'moved' })).toMatchObject({ value: 1 });
  });

  it('cannot send what was signed long ago', async () => {
    const key = await keyFor('kv:*');
    const now = Date.now;
    for (const shiftMs of [-14_500, 14_500]) {
      Date.now = () => now() + shiftMs;
      const packet = { pattern: 'kv.increment', data: { key: 'late' }, id: crypto.randomUUID() };
      const envelope = seal(packet, messageKeyOf(key), { purpose: 'ask', channel: 'kv.increment' });
      Date.now = now;
      await stranger.publish('kv.increment', JSON.stringify(envelope));
    }
    expect(await countAfter('late', key)).toBe(1);
  });

  it('cannot answer in place of the service', async () => {
    const client = await signingClient(await keyFor('kv:*'));
    await stranger.subscribe('not.served');
    const answered = new Promise<void>((resolve) => {
      stranger.once('message', (_channel, text) => {
        const { id, n } = JSON.parse(text) as { id: string; n: string };
        const liar = stranger.duplicate();
        const lie = { id, response: 'a lie', isDisposed: true };
        const signed = seal(lie, messageKeyOf(newKey().text), { purpose: 'answer', channel: '' });
        void (async () => {
          await liar.publish('not.served.reply', JSON.stringify(lie));
          await liar.publish('not.served.reply', JSON.stringify({ ...signed, n }));
          await liar.publish('not.served.reply', text);
          liar.disconnect();
          resolve();
        })();
      });
    });
    const lied: unknown[] = [];
    const call = client.send('not.served', {}).subscribe((answer) => lied.push(answer));
    await answered;
    // A good answer that came later has come by now, so the lies have, too.
    await ask(client, 'kv.set', { key: 'x', value: 1 });
    expect(lied).toEqual([]);
    call.unsubscribe();
    await stranger.unsubscribe();
  });
});

it('every message of the running service wants its scope', async () => {
  const rules = first()
    .app.get(AccessTable)
    .all()
    .filter(({ kind, scope }) => kind === 'rpc' && scope !== undefined);
  expect(rules.length).toBeGreaterThan(45);
  const scopes = [...new Set(rules.map(({ scope }) => scope ?? ''))];
  const unsigned = stockClient(server.port);
  // Its answers are not signed, so it has to take those as they come.
  const { serializer } = signMessages(messageKeyOf(newKey().text));
  const unknown = ClientProxyFactory.create({
    transport: Transport.REDIS,
    options: { host: '127.0.0.1', port: server.port, serializer },
  });
  const told = async (scope: string, client: ClientProxy) =>
    Promise.all(
      rules
        .filter((rule) => rule.scope === scope)
        .map(async ({ what }) => [what, await outcome(client, what)] as const),
    );
  for (const scope of scopes) {
    const own = await signingClient(await keyFor(scope));
    const others = await signingClient(await keyFor(...scopes.filter((other) => other !== scope)));
    for (const nobody of [unsigned, unknown])
      for (const [what, code] of await told(scope, nobody))
        expect([what, code]).toEqual([what, 'UNAUTHENTICATED']);
    for (const [what, code] of await told(scope, others)) expect([what, code]).toEqual([what, 'FORBIDDEN']);
    for (const [, code] of await told(scope, own))
      expect(['UNAUTHENTICATED', 'FORBIDDEN']).not.toContain(code);
  }
  await unsigned.close();
  await unknown.close();
}, 60_000);

it('every message of the running service is about names, and a key of others meets 404', async () => {
  const rules = first()
    .app.get(AccessTable)
    .all()
    .filter(({ kind, scope }) => kind === 'rpc' && scope !== undefined);
  const { key } = await keys.create({ name: 'confined', scopes: ['*'], prefixes: ['other-'] });
  const confined = await signingClient(key);
  // Whatever field it is that names something, it is in here.
  const everywhere = new Proxy<Record<string, unknown>>({}, { get: (_, field) => valueAt(String(field)) });
  const outcomes = await Promise.all(
    rules.map(async (rule) => {
      const data = Object.fromEntries(FIELDS.map((field) => [field, valueAt(field)]));
      const named = rule.names(everywhere).length > 0;
      const code = await ask(confined, rule.what, data).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
      return { what: rule.what, named, code };
    }),
  );
  const named = outcomes.filter((one) => one.named);
  expect(named.length).toBeGreaterThan(70);
  expect(named.filter(({ code }) => code !== 'NAME_NOT_FOUND')).toEqual([]);
  expect(outcomes.filter((one) => !one.named && one.code !== 'FORBIDDEN')).toEqual([]);
});

const LISTS: Readonly<Record<string, unknown[]>> = {
  commands: [{ key: 'bank-1' }],
  rules: [{ policy: 'bank-1' }],
  userIds: ['bank-1'],
};
const valueAt = (field: string): unknown => LISTS[field] ?? 'bank-1';
const FIELDS = [
  ...Object.keys(LISTS),
  'key',
  'name',
  'queue',
  'namespace',
  'topic',
  'channel',
  'policy',
  'userId',
  'site',
  'id',
  'pattern',
];

/** A payload that no schema takes, so that nothing is changed by who gets through. */
const outcome = async (client: ClientProxy, pattern: string) =>
  ask(client, pattern, { nothing: 'of this kind' }).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('where unsigned messages are allowed', () => {
  it('a stock client is served as before, and a wrong signature is none', async () => {
    const own = await startStandalone();
    const service = await startService({ url: own.url }, { access: 'keys', messages: 'any' });
    const client = stockClient(own.port);
    expect(await ask(client, 'kv.set', { key: 'a', value: 1 })).toMatchObject({ key: 'a' });
    const wrong = ClientProxyFactory.create({
      transport: Transport.REDIS,
      options: {
        host: '127.0.0.1',
        port: own.port,
        serializer: signMessages(messageKeyOf(newKey().text)).serializer,
      },
    });
    expect(await refusal(wrong, 'kv.get', { key: 'a' })).toMatchObject({ code: 'UNAUTHENTICATED' });
    await client.close();
    await wrong.close();
    await service.stop();
    await own.stop();
  });
});

it('tells an envelope by what it has', () => {
  const key = messageKeyOf(newKey().text);
  expect(isEnvelope(seal({ id: 'a' }, key, { purpose: 'ask', channel: 'c' }))).toBe(true);
  for (const other of [undefined, null, 1, 'text', [], {}, { pattern: 'a', data: {} }])
    expect(isEnvelope(other)).toBe(false);
});
