import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import express from 'express';
import session from 'express-session';
import Fastify from 'fastify';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestingModule } from '@nestjs/testing';
import { createSessionStore, type StoredSession } from '../../../src/features/session/index.js';
import { sessionKeys } from '../../../src/features/session/session.keys.js';
import { ownerOf, partitionOf } from '../../../src/features/session/session.token.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

const secret = 'a key for tests, which is a secret to nobody';

/** Whatever an app keeps in its session. */
const data = (fields: object): StoredSession => fields;

/** Sends a request with the cookie of the answer before, as a browser does. */
function browser(url: string) {
  let cookie = '';
  return async (path: string) => {
    const response = await fetch(url + path, { headers: { cookie } });
    cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie;
    return response.text();
  };
}

describe.each(topologies)('the store for express-session and @fastify/session, on %s', (_name, target) => {
  let module: TestingModule;
  let redis: RedisConnection;
  let names = 0;
  const freshStore = (ttlMs?: number) =>
    createSessionStore(redis, { name: `app${names++}`, ...(ttlMs !== undefined && { ttlMs }) });
  beforeAll(async () => {
    module = await startModule(target, []);
    redis = module.get(RedisConnection);
  });
  afterAll(async () => module.close());

  it('keeps, finds, counts, lists and removes sessions', async () => {
    const store = freshStore();
    const ids = Array.from({ length: 20 }, (_, i) => `id-${i}`);
    for (const [n, id] of ids.entries()) await store.set(id, data({ n, cookie: {} }));
    expect(await store.get('id-3')).toEqual({ n: 3, cookie: {} });
    expect(await store.get('none')).toBeNull();
    expect(await store.length()).toBe(20);
    expect(new Set(await store.ids())).toEqual(new Set(ids));
    expect(await store.all()).toContainEqual({ id: 'id-7', n: 7, cookie: {} });
    await store.destroy('id-3');
    expect([await store.get('id-3'), await store.length()]).toEqual([null, 19]);
    await store.clear();
    expect([await store.length(), await store.ids(), await store.all()]).toEqual([0, [], []]);
  });

  // The cases of connect-redis' own test of a store's life, with its names and numbers.
  it('behaves as connect-redis does', async () => {
    const store = freshStore();
    const keys = sessionKeys(redis.keys('session'));
    const ttlOf = async (id: string) =>
      redis.client.pttl(keys.stored(partitionOf(ownerOf(id)), `app${names - 1}`, id));
    const until = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    await store.clear();
    await store.set('123', data({ foo: 'bar' }));
    expect(await store.get('123')).toEqual({ foo: 'bar' });
    expect(await ttlOf('123')).toBeGreaterThanOrEqual(86_390_000);
    const expires = until(60);
    await store.set('456', { cookie: { expires } });
    expect(await ttlOf('456')).toBeLessThanOrEqual(60_000);
    await store.touch('456', { cookie: { expires: until(90) } });
    expect(await ttlOf('456')).toBeGreaterThan(60_000);
    expect(await store.length()).toBe(2);
    expect((await store.ids()).toSorted()).toEqual(['123', '456']);
    const all = (await store.all()) as (StoredSession & { id: string })[];
    expect(all.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: '123', foo: 'bar' },
      { id: '456', cookie: { expires } },
    ]);
    await store.destroy('456');
    expect(await store.length()).toBe(1);
    await store.clear();
    expect(await store.length()).toBe(0);
    const cookie = new session.Cookie();
    for (let n = 0; n < 1000; n++) {
      cookie.expires = new Date(Date.now() + 60_000);
      await store.set(`s${n}`, { cookie });
    }
    expect(await store.length()).toBe(1000);
    await store.clear();
    expect(await store.length()).toBe(0);
    await store.set('789', { cookie: { expires: until(90) } });
    expect(await store.length()).toBe(1);
    await store.set('789', { cookie: { expires: until(-90) } });
    expect(await store.length()).toBe(0);
  });

  it('answers callbacks as it answers promises', async () => {
    const store = freshStore();
    await new Promise<void>((resolve) => {
      void store.set('a', data({ x: 1 }), () => resolve());
    });
    const found = await new Promise((resolve) => {
      void store.get('a', (error, value) => resolve([error, value]));
    });
    expect(found).toEqual([null, { x: 1 }]);
    const broken = await new Promise((resolve) => {
      void store.set('b', data({ x: 1n }), (error) => resolve(error));
    });
    expect(broken).toBeInstanceOf(TypeError);
  });

  it('keeps a session as long as its cookie, and prolongs it by touch', async () => {
    const store = freshStore(60_000);
    const until = (ms: number) => ({ cookie: { expires: new Date(Date.now() + ms).toISOString() } });
    await store.set('short', until(300));
    await store.set('touched', until(300));
    await store.touch('touched', until(60_000));
    await store.set('past', until(-1));
    expect(await store.get('past')).toBeNull();
    await eventually(async () => expect(await store.get('short')).toBeNull());
    expect(await store.get('touched')).not.toBeNull();
    expect(await store.ids()).toEqual(['touched']);
    await store.touch('touched', until(-1));
    expect(await store.get('touched')).toBeNull();
    await store.touch('never', until(60_000));
    expect(await store.length()).toBe(0);
  });

  it('does not let a save that comes late bring a destroyed session back', async () => {
    const store = freshStore();
    await store.set('a', data({ user: 'ada' }));
    await store.destroy('a');
    await store.set('a', data({ user: 'ada' }));
    await store.touch('a', data({ user: 'ada' }));
    expect(await store.get('a')).toBeNull();
    await store.set('b', {});
    await store.clear();
    await store.set('b', {});
    expect(await store.length()).toBe(0);
  });

  it('tells the stores of several apps apart', async () => {
    const [one, two] = [freshStore(), freshStore()];
    await one.set('a', data({ x: 1 }));
    expect([await two.get('a'), await two.length()]).toEqual([null, 0]);
    await two.clear();
    expect(await one.get('a')).toEqual({ x: 1 });
  });

  it('serves express-session', async () => {
    const app = express();
    const store = createSessionStore(redis, { Store: session.Store, name: 'express' });
    app.use(session({ secret, store, resave: false, saveUninitialized: false }));
    app.get('/count', (request, response) => {
      const seen = request.session as typeof request.session & { count?: number };
      seen.count = (seen.count ?? 0) + 1;
      response.send(String(seen.count));
    });
    app.get('/out', (request, response) => {
      request.session.destroy(() => response.send('out'));
    });
    const server = await new Promise<Server>((resolve) => {
      const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
    });
    try {
      const visit = browser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      expect([await visit('/count'), await visit('/count'), await visit('/count')]).toEqual(['1', '2', '3']);
      expect(await store.length()).toBe(1);
      expect([await visit('/out'), await store.length(), await visit('/count')]).toEqual(['out', 0, '1']);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('serves @fastify/session', async () => {
    const app = Fastify();
    const store = createSessionStore(redis, { name: 'fastify' });
    await app.register(fastifyCookie);
    await app.register(fastifySession, { secret, store, cookie: { secure: false } });
    app.get('/count', (request, reply) => {
      const seen = request.session as typeof request.session & { count?: number };
      seen.count = (seen.count ?? 0) + 1;
      void reply.send(String(seen.count));
    });
    app.get('/out', (request, reply) => {
      request.session.destroy(() => void reply.send('out'));
    });
    try {
      const visit = browser(await app.listen({ port: 0, host: '127.0.0.1' }));
      expect([await visit('/count'), await visit('/count'), await visit('/count')]).toEqual(['1', '2', '3']);
      expect([await visit('/out'), await visit('/count')]).toEqual(['out', '1']);
    } finally {
      await app.close();
    }
  });
});
