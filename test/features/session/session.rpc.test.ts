import type { ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';
import { startService, type TestService } from '../../support/app.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startCluster, startStandalone } from '../../support/servers.js';
import type { RedisTarget } from '../../support/topologies.js';

/** A Redis of its own for each: the channels of the transport have no prefix. */
interface Servers {
  target: RedisTarget;
  port: number;
  stop(): Promise<void>;
}

const onStandalone = async (): Promise<Servers> => {
  const server = await startStandalone();
  return { target: { url: server.url }, port: server.port, stop: async () => server.stop() };
};
const onCluster = async (): Promise<Servers> => {
  const servers = await startCluster();
  const port = servers.nodes[0]?.port ?? 0;
  return { target: { clusterNodes: servers.addresses }, port, stop: async () => servers.stop() };
};

describe.each([
  ['standalone', onStandalone],
  ['cluster', onCluster],
])('session.* with an unmodified Nest client, on %s', (_name, start) => {
  let servers: Servers;
  let service: TestService;
  let client: ClientProxy;

  beforeAll(async () => {
    servers = await start();
    service = await startService(servers.target);
    client = stockClient(servers.port);
    await client.connect();
  });
  afterAll(async () => {
    await client.close();
    await service.stop();
    await servers.stop();
  });

  const login = async (userId: string) => {
    const { body } = await service.request('POST', '/v1/sessions', { userId });
    const session = body['session'] as { id: string };
    return { token: body['token'] as string, userId, sessionId: session.id };
  };

  it('verifies, reads, changes and ends a session', async () => {
    const { token, userId, sessionId } = await login('ada');
    const of = { userId, sessionId };
    const verified = await ask(client, 'session.verify', { token });
    expect(verified).toMatchObject({ active: true, renewDue: false, session: { id: sessionId, userId } });
    const overHttp = await service.request('GET', `/v1/users/ada/sessions/${sessionId}`);
    expect(await ask(client, 'session.read', of)).toEqual(overHttp.body);
    const change = { ...of, attributes: { a: 1 }, ifVersion: 1 };
    expect(await ask(client, 'session.patch', change)).toMatchObject({ attributes: { a: 1 }, version: 2 });
    expect(await refusal(client, 'session.patch', change)).toMatchObject({
      status: 409,
      code: 'SESSION_VERSION_MISMATCH',
    });
    expect(await ask(client, 'session.list', { userId })).toMatchObject({
      items: [{ id: sessionId, current: false }],
      nextCursor: null,
    });
    expect(await ask(client, 'session.revoke', of)).toEqual({ revoked: true });
    expect(await refusal(client, 'session.revoke', of)).toMatchObject({
      status: 404,
      code: 'SESSION_NOT_FOUND',
    });
    expect(await ask(client, 'session.verify', { token })).toEqual({ active: false, reason: 'ended' });
  });

  it('knows who is online', async () => {
    const { userId } = await login('bo');
    expect(await ask(client, 'session.online', { userId })).toMatchObject({ online: true });
    expect(await ask(client, 'session.queryOnline', { userIds: ['bo', 'no'] })).toMatchObject({
      items: [
        { userId: 'bo', online: true },
        { userId: 'no', online: false },
      ],
    });
    expect(await ask(client, 'session.countOnline', {})).toEqual({ count: 1, sessions: 1 });
    expect(await ask(client, 'session.listOnline', {})).toMatchObject({
      items: [{ userId }],
      nextCursor: null,
    });
  });

  it('ends the others of a user, all of one, everybody, and tells of it', async () => {
    const [kept, other, stranger] = [await login('cy'), await login('cy'), await login('di')];
    const except = kept.sessionId;
    expect(await ask(client, 'session.revokeUser', { userId: 'cy', except })).toEqual({ revoked: 1 });
    expect(await ask(client, 'session.verify', { token: other.token })).toMatchObject({ active: false });
    expect(await ask(client, 'session.revokeUser', { userId: 'cy' })).toEqual({ revoked: 1 });
    expect(await refusal(client, 'session.revokeEveryone', {})).toMatchObject({ status: 400 });
    expect(await ask(client, 'session.verify', { token: stranger.token })).toMatchObject({ active: true });
    await ask(client, 'session.revokeEveryone', { confirm: 'everyone' });
    expect(await ask(client, 'session.verify', { token: stranger.token })).toMatchObject({ active: false });
    const { items } = await ask<{ items: { type: string }[] }>(client, 'session.events', { limit: 200 });
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(['created', 'revoked']));
  });

  it('issues no token: nobody listens to who asks for one', async () => {
    const patterns = ['session.create', 'session.rotateCurrent', 'session.rotate', 'session.renew'];
    const asked = patterns.map(async (pattern) =>
      firstValueFrom(client.send(pattern, { userId: 'eve' }).pipe(timeout(1000))),
    );
    const answers = await Promise.allSettled(asked);
    expect(answers.map(({ status }) => status)).toEqual(patterns.map(() => 'rejected'));
    expect(await ask(client, 'session.online', { userId: 'eve' })).toMatchObject({ online: false });
  });

  it.each([
    ['session.verify', {}],
    ['session.read', { userId: 'a', sessionId: 'x' }],
    ['session.online', { userId: '' }],
    ['session.queryOnline', { userIds: [] }],
    ['session.listOnline', { cursor: 'x' }],
  ])('refuses %s %j', async (pattern, data) => {
    expect(await refusal(client, pattern, data)).toMatchObject({ status: 400 });
  });
});
