import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestingModule } from '@nestjs/testing';
import { RedisStore } from 'connect-redis';
import express from 'express';
import session, { Store } from 'express-session';
import { createClient } from 'redis';
import { createSessionStore } from '../../src/features/session/index.js';
import { RedisConnection } from '../../src/redis/index.js';
import { startModule } from '../support/app.js';
import { startStandalone } from '../support/servers.js';

declare module 'express-session' {
  interface SessionData {
    userId?: string;
    cart?: string[];
  }
}

/** A shop as it stands, which the move leaves as it is but for the store. */
async function startShop(store: Store): Promise<Server> {
  const app = express();
  app.use(session({ secret: 'known to this test alone', store, resave: false, saveUninitialized: false }));
  app.get('/login/:user', (request, response) => {
    request.session.userId = request.params.user;
    response.json('welcome');
  });
  app.get('/put/:sku', (request, response) => {
    request.session.cart = [...(request.session.cart ?? []), request.params.sku];
    response.json(request.session.cart.length);
  });
  app.get('/cart', ({ session: { userId = null, cart = [] } }, response) => {
    response.json({ userId, cart });
  });
  app.get('/logout', (request, response) => {
    request.session.destroy(() => response.json('bye'));
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** A visitor with a browser, who goes through the shop; what they saw. */
async function visit(server: Server): Promise<unknown[]> {
  const { port } = server.address() as AddressInfo;
  const seen: unknown[] = [];
  let cookie = '';
  for (const path of ['cart', 'login/ada', 'put/book', 'put/lamp', 'cart', 'logout', 'cart']) {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, { headers: { cookie } });
    cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie;
    seen.push(await response.json());
  }
  return seen;
}

describe('moving over from connect-redis with express-session', () => {
  let server: Awaited<ReturnType<typeof startStandalone>>;
  let module: TestingModule;
  const shops: Server[] = [];
  beforeAll(async () => {
    server = await startStandalone();
    module = await startModule({ url: server.url }, []);
  });
  afterAll(async () => {
    for (const shop of shops) shop.close();
    await module.close();
    await server.stop();
  });

  it('is one line, after which a visitor sees the same', async () => {
    const own = await createClient({ url: server.url }).connect();
    const before = await startShop(new RedisStore({ client: own }));
    const after = await startShop(createSessionStore(module.get(RedisConnection), { Store }));
    shops.push(before, after);
    const seen = await visit(after);
    expect(seen).toEqual(await visit(before));
    expect(seen).toContainEqual({ userId: 'ada', cart: ['book', 'lamp'] });
    own.destroy();
  });
});
