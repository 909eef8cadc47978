/** @import { World } from './run.mjs' */
import { pick, PAGES, PEOPLE } from './people.mjs';

/** Nothing in the cache lives longer. */
const FRESH_MS = 4000;

/** Shops that share the service; the first sends most. */
const TENANTS = ['acme', 'bolt', 'crux', 'dune'];

const QUEUE = '/v1/queues/demo-mails';
const TOPIC = '/v1/topics/demo-orders';

/**
 * Lets mails be sent: now, a little later, or by their tenant's turn.
 * @param {World} world
 */
export async function mails({ over, request, note, pause }) {
  for (let i = 0; !over.aborted; i++) {
    const options = {
      attempts: 3,
      backoff: { type: 'fixed', delayMs: 700 },
      group: pick(TENANTS),
      ...(i % 10 === 9 && { delayMs: 3000 }),
    };
    const name = i % 4 === 0 ? 'invoice' : 'welcome';
    await request('POST', `${QUEUE}/jobs`, { name, data: { to: `${pick(PEOPLE)}@example.com` }, options });
    note('mails to send');
    await pause(120);
  }
}

/**
 * Sends them, as a worker in any language would: by a provider that has a bad quarter of a minute in each.
 * @param {World} world
 */
export async function mailers({ over, request, note, pause }) {
  while (!over.aborted) {
    const { body } = await request('POST', `${QUEUE}/lease`, { max: 4, waitMs: 500 });
    /** @type {{ id: string, token: string }[]} */
    const jobs = body.jobs ?? [];
    if (jobs.length === 0) continue;
    await pause(200);
    const isBad = Date.now() % 60_000 < 15_000;
    const outcomes = jobs.map(({ id, token }) =>
      Math.random() < (isBad ? 0.6 : 0.1)
        ? {
            id,
            token,
            status: 'failed',
            error: { name: 'ProviderError', message: 'The provider answered 421' },
          }
        : { id, token, status: 'completed', result: { accepted: true } },
    );
    await request('POST', `${QUEUE}/settle`, { outcomes });
    for (const { status } of outcomes) note(status === 'failed' ? 'mails refused' : 'mails sent');
  }
}

/**
 * Read pages through the cache; whoever finds one missing renders it.
 * @param {World} world
 */
export async function readers({ over, request, note, pause }) {
  while (!over.aborted) {
    const path = `/v1/cache/demo-pages/${pick(PAGES)}`;
    const { body } = await request('GET', `${path}?lease=1`);
    note(body.hit ? 'pages from the cache' : 'pages not in the cache');
    if (body.lease) {
      await pause(40);
      await request('PUT', path, { value: { html: '…' }, ttlMs: FRESH_MS, lease: body.lease });
    }
    await pause(60);
  }
}

/**
 * Look at the shop's pages, come from somewhere, and buy something at times.
 * @param {World} world
 */
export async function audience({ over, request, note, pause }) {
  const from = ['https://search.example/', 'https://news.example/', 'https://friends.example/'];
  while (!over.aborted) {
    const userId = `demo-${pick(PEOPLE)}`;
    const page = pick(PAGES);
    const events = [
      { name: 'pageview', path: `/${page}`, userId, referrer: pick(from) },
      ...(page === 'checkout' ? [{ name: 'purchase', userId, properties: { cents: 1900 } }] : []),
    ];
    await request('POST', '/v1/analytics/demo-shop/events', { events });
    note('events counted');
    await pause(150);
  }
}

/**
 * Tells of orders: bills them one customer after the other, gives some up, and ships them slower than they come.
 * @param {World} world
 */
export async function ledger({ over, request, note, pause }) {
  for (const group of ['billing', 'shipping'])
    await request('PUT', `${TOPIC}/groups/${group}`, { from: 'start', maxDeliveries: 3 });
  for (let i = 0; !over.aborted; i++) {
    const key = pick(PEOPLE);
    await request('POST', `${TOPIC}/messages`, { data: { order: i, customer: key }, key });
    await request('POST', '/v1/channels/demo-news/messages', { data: { order: i } });
    note('orders told');
    await handle({ request, note }, 'billing', 5);
    if (i % 3 === 0) await handle({ request, note }, 'shipping', 1);
    await pause(200);
  }
}

/**
 * @param {Pick<World, 'request' | 'note'>} world
 * @param {string} group
 * @param {number} max
 */
async function handle({ request, note }, group, max) {
  const { body } = await request('POST', `${TOPIC}/groups/${group}/pull`, { max });
  /** @type {string[]} */
  const receipts = (body.messages ?? []).map((/** @type {{ receipt: string }} */ { receipt }) => receipt);
  const bad = receipts.filter(() => Math.random() < 0.05);
  const good = receipts.filter((receipt) => !bad.includes(receipt));
  if (good.length > 0) await request('POST', `${TOPIC}/groups/${group}/ack`, { receipts: good });
  if (bad.length > 0) {
    const reason = 'The customer has no address';
    await request('POST', `${TOPIC}/groups/${group}/nack`, { receipts: bad, dead: true, reason });
    note('orders given up');
  }
}

/**
 * Listens to what is told, as a page in a browser would.
 * @param {World} world
 */
export async function listeners({ over, listen, pause }) {
  while (!over.aborted) {
    await listen('/v1/channels/demo-news/stream');
    await pause(500);
  }
}
