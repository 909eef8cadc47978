import { useEffect, useState } from './html.js';
import { follow } from './event-stream.js';

/** @typedef {import('../dashboard.schemas.js').About} About */
/** @typedef {import('../dashboard.schemas.js').History} History */
/** @typedef {import('../dashboard.schemas.js').Sample} Sample */
/** @typedef {{ state: 'connecting' | 'live' | 'lost', error?: unknown, about?: About, history: History, sample?: Sample }} Live */

/** As many points as a chart shows: ten minutes at a look every two seconds. */
const MOST_POINTS = 300;

/** @type {History} */
const nothing = { at: [], redisMs: [], loopMs: [], memoryBytes: [], failedPerSecond: [], perSecond: {} };

/** @type {Live} */
let live = { state: 'connecting', history: nothing };
/** @type {Set<(live: Live) => void>} */
const listeners = new Set();

/** One stream for all pages, from the first to the last moment that this tab is open. */
export function start() {
  void follow(() => 'dashboard/stream', {
    signal: new AbortController().signal,
    onEvent: ({ event, data }) => {
      if (event === 'hello')
        change({ state: 'live', about: data.about, history: data.history, error: undefined });
      if (event === 'sample') change({ state: 'live', sample: data, history: append(live.history, data) });
    },
    onLost: (error) => change({ state: 'lost', error }),
  });
}

/** What the service last said of itself; whoever uses it is drawn anew with each sample. */
export function useLive() {
  const [now, setNow] = useState(live);
  useEffect(() => {
    listeners.add(setNow);
    setNow(live);
    return () => void listeners.delete(setNow);
  }, []);
  return now;
}

/** @param {Partial<Live>} part */
function change(part) {
  live = { ...live, ...part };
  for (const listener of listeners) listener(live);
}

/**
 * @param {History} history
 * @param {Sample} sample
 * @returns {History}
 */
function append(history, sample) {
  // The last sample is told again to a page that has just been opened.
  if (history.at.at(-1) === sample.at) return history;
  const points = history.at.length;
  /** @type {<T>(column: readonly T[], value: T) => T[]} */
  const grown = (column, value) => [...column, value].slice(-MOST_POINTS);
  /** @type {Record<string, (number | null)[]>} */
  const perSecond = {};
  const now = new Map(sample.traffic.map((row) => [row.feature, row.httpPerSecond + row.rpcPerSecond]));
  for (const feature of new Set([...Object.keys(history.perSecond), ...now.keys()]))
    perSecond[feature] = grown(history.perSecond[feature] ?? Array(points).fill(0), now.get(feature) ?? 0);
  return {
    at: grown(history.at, sample.at),
    redisMs: grown(history.redisMs, sample.redis.latencyMs),
    loopMs: grown(history.loopMs, sample.process.loopMs),
    memoryBytes: grown(history.memoryBytes, sample.redis.memoryBytes),
    failedPerSecond: grown(
      history.failedPerSecond,
      sample.traffic.reduce((sum, row) => sum + row.failedPerSecond, 0),
    ),
    perSecond,
  };
}
