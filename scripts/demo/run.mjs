import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../command.mjs';
import { audience, ledger, listeners, mailers, mails, readers } from './office.mjs';
import { burstOfLogins, orders, shoppers, visitors } from './shop.mjs';

/**
 * @typedef {object} Demo
 * @property {string} url the service
 * @property {number} durationMs how long
 * @property {AbortSignal} signal ends it sooner
 */

/**
 * What each actor needs of the service; one whose area is not served stays at home.
 * @type {{ needs: string[], act: (world: World) => Promise<void>, count: number }[]}
 */
const actors = [
  { needs: ['/v1/kv/{key}/increment'], act: visitors, count: 4 },
  { needs: ['/v1/collections/{name}/items'], act: orders, count: 2 },
  { needs: ['/v1/sessions', '/v1/users/{userId}/sessions'], act: shoppers, count: 3 },
  { needs: ['/v1/rate-limits/{policy}/take'], act: burstOfLogins, count: 1 },
  { needs: ['/v1/queues/{queue}/jobs'], act: mails, count: 1 },
  { needs: ['/v1/queues/{queue}/lease'], act: mailers, count: 2 },
  { needs: ['/v1/cache/{namespace}/{key}'], act: readers, count: 2 },
  { needs: ['/v1/analytics/{site}/events'], act: audience, count: 2 },
  {
    needs: ['/v1/topics/{topic}/groups/{group}/pull', '/v1/channels/{channel}/messages'],
    act: ledger,
    count: 1,
  },
  { needs: ['/v1/channels/{channel}/stream'], act: listeners, count: 2 },
];

/** What is there until somebody removes it. */
const leavings = [
  { needs: '/v1/queues/{queue}', path: '/v1/queues/demo-mails' },
  { needs: '/v1/topics/{topic}', path: '/v1/topics/demo-orders' },
];

/**
 * Runs the shop until its time is over, and answers how often what was done.
 * @param {Demo} demo
 * @returns {Promise<Record<string, number>>}
 */
export async function runDemo({ url, durationMs, signal }) {
  const served = await routesOf(url);
  const over = AbortSignal.any([signal, AbortSignal.timeout(durationMs)]);
  /** @type {Record<string, number>} */
  const tally = {};
  const note = (/** @type {string} */ what) => void (tally[what] = (tally[what] ?? 0) + 1);
  const world = {
    over,
    request: requester(url, note),
    /** Reads an event stream until it ends, or the demo does. */
    listen: async (/** @type {string} */ path) => {
      const stream = fetch(url + path, { signal: over });
      await stream.then(async (response) => response.text()).catch(() => undefined);
    },
    note,
    /** Waits a time around `ms`, less when the demo is over. */
    pause: async (/** @type {number} */ ms) =>
      sleep(ms * (0.5 + Math.random()), undefined, { signal: over }).catch(() => undefined),
  };
  const present = actors.filter(({ needs }) => needs.every((path) => served.has(path)));
  await Promise.all(
    present.flatMap(({ act, count }) => Array.from({ length: count }, async () => act(world))),
  );
  for (const { needs, path } of leavings) if (served.has(needs)) await world.request('DELETE', path);
  return tally;
}

/** @typedef {{ status: number, body: any }} Answer */
/** @typedef {(method: string, path: string, body?: object) => Promise<Answer>} Request */
/** @typedef {{ over: AbortSignal, request: Request, note: (what: string) => void, listen: (path: string) => Promise<void>, pause: (ms: number) => Promise<void> }} World */

/** @param {string} url */
async function routesOf(url) {
  try {
    const response = await fetch(`${url}/openapi.json`, { signal: AbortSignal.timeout(5000) });
    const { paths } = /** @type {{ paths: object }} */ (await response.json());
    return new Set(Object.keys(paths));
  } catch (error) {
    throw new UserError(`No Rookery answers at ${url}: run npm start, or name it by ROOKERY_URL.`, {
      cause: error,
    });
  }
}

/**
 * Requests that never end the demo: a service that is away for a moment costs what was just asked of it, and a second.
 * @param {string} url
 * @param {(what: string) => void} note
 * @returns {Request}
 */
function requester(url, note) {
  return async (method, path, body) => {
    try {
      const response = await fetch(url + path, {
        method,
        headers: { ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(5000),
      });
      const text = await response.text();
      if (response.status >= 500) throw new Error(text);
      // Not found is part of a shop's day; anything else would be a fault of this script.
      if (response.status >= 400 && response.status !== 404) note('requests refused');
      return { status: response.status, body: text ? JSON.parse(text) : {} };
    } catch {
      note('requests failed');
      await sleep(1000);
      return { status: 0, body: {} };
    }
  };
}
