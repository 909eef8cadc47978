/** @import { World } from './run.mjs' */
import { pick, PAGES, PEOPLE } from './people.mjs';

/** Nothing that the demo leaves behind lives longer. */
const TTL_MS = 3600_000;

const DEVICES = ['Phone', 'Laptop', 'Tablet'];

/**
 * Look at pages, which are counted, and at what a page says of its stock, which at times is not there.
 * @param {World} world
 */
export async function visitors({ over, request, note, pause }) {
  while (!over.aborted) {
    const page = pick(PAGES);
    await request('POST', `/v1/kv/demo:views:${page}/increment`, { ttlMs: TTL_MS });
    note('pages seen');
    const { status } = await request('GET', `/v1/kv/demo:stock:${page}`);
    if (status === 404) await request('PUT', `/v1/kv/demo:stock:${page}`, { value: 100, ttlMs: 10_000 });
    await pause(60);
  }
}

/**
 * Order, and pay with a provider that refuses one payment in five, for a while even most of them.
 * @param {World} world
 */
export async function orders({ over, request, note, pause }) {
  for (let i = 0; !over.aborted; i++) {
    const item = { customer: pick(PEOPLE), item: pick(PAGES), cents: 500 + (i % 40) * 125, state: 'open' };
    const { body } = await request('POST', '/v1/collections/demo-orders/items', {
      items: [item],
      ttlMs: TTL_MS,
    });
    note('orders');
    for (let attempt = 1; body.ids && attempt <= 3 && !over.aborted; attempt++) {
      await pause(80);
      const refused = Math.random() < (i % 50 < 10 ? 0.8 : 0.2);
      if (refused) note('payments refused');
      const state = refused ? 'payment failed' : 'paid';
      await request('PATCH', `/v1/collections/demo-orders/items/${body.ids[0]}`, { state, attempt });
      if (!refused) break;
    }
    await pause(150);
  }
}

/**
 * Log in, look around, log out; some leave without.
 * @param {World} world
 */
export async function shoppers({ over, request, note, pause }) {
  while (!over.aborted) {
    const userId = `demo-${pick(PEOPLE)}`;
    const device = pick(DEVICES);
    const { body } = await request('POST', '/v1/sessions', { userId, device, attributes: { cart: 0 } });
    note('logins');
    await pause(400);
    await request('GET', `/v1/users/${userId}/sessions`);
    const { id } = body.session ?? {};
    if (id) await request('PATCH', `/v1/users/${userId}/sessions/${id}`, { attributes: { cart: 1 } });
    await pause(400);
    if (id && Math.random() < 0.6) {
      await request('DELETE', `/v1/users/${userId}/sessions/${id}`);
      note('logouts');
    }
  }
}

/**
 * People who mistype, and every few seconds somebody who tries a list of passwords.
 * @param {World} world
 */
export async function burstOfLogins({ over, request, note, pause }) {
  await request('PUT', '/v1/rate-limits/demo-login', { limit: 5, windowMs: 10_000 });
  while (!over.aborted) {
    const attempts = Math.random() < 0.2 ? 25 : 1;
    const subject = attempts > 1 ? 'ip:203.0.113.66' : `ip:198.51.100.${Math.floor(Math.random() * 50)}`;
    for (let i = 0; i < attempts && !over.aborted; i++) {
      const { body } = await request('POST', '/v1/rate-limits/demo-login/take', { subject });
      note(body.allowed ? 'passwords tried' : 'passwords refused unread');
    }
    await pause(500);
  }
  await request('DELETE', '/v1/rate-limits/demo-login');
}
