import { count, duration, percent } from './format.js';
import { to } from './router.js';

/** @typedef {import('./live.js').Live} Live */
/** @typedef {import('./live.js').Sample} Sample */
/** @typedef {{ tone: 'warn' | 'bad', what: string, why: string, href?: string, go?: string }} Attention */

const FULL = 0.85;
const SLOW_LOOP_MS = 100;
const STILL_MS = 20_000;

/** What an operator should look at now, the worst first. @param {Live} live @returns {Attention[]} */
export function attention({ about, sample }) {
  if (!about || !sample) return [];
  return [
    ...ofRedis(sample),
    ...ofProcess(sample),
    ...sample.queues.flatMap(ofQueue),
    ...sample.letters.map(ofLetters),
    ...ofSetup(about.warnings),
  ].toSorted((a, b) => a.tone.localeCompare(b.tone));
}

/** @param {Sample} sample @returns {Attention[]} */
function ofRedis({ redis }) {
  if (redis.status === 'down')
    return [
      {
        tone: 'bad',
        what: 'Redis does not answer',
        why: `${redis.cause ?? 'no reply'}. What needs it answers 503 until it is back; nothing has to be restarted.`,
      },
    ];
  const { memoryBytes, maxMemoryBytes } = redis;
  const part = memoryBytes && maxMemoryBytes ? memoryBytes / maxMemoryBytes : 0;
  if (part < FULL) return [];
  return [
    {
      tone: part > 0.97 ? 'bad' : 'warn',
      what: `Redis is ${percent(part)} full`,
      why: 'When it is full, writes answer REDIS_FULL: raise maxmemory, or remove what is not needed.',
    },
  ];
}

/** @param {Sample} sample @returns {Attention[]} */
function ofProcess({ process, traffic }) {
  /** @type {Attention[]} */
  const found = [];
  if (process.loopMs > SLOW_LOOP_MS)
    found.push({
      tone: 'warn',
      what: 'The event loop is late',
      why: `by ${duration(process.loopMs)}: something in this process computes for long, and all requests wait for it.`,
    });
  for (const { feature, failedPerSecond } of traffic)
    if (failedPerSecond > 0)
      found.push({
        tone: 'bad',
        what: `${feature} fails`,
        why: 'Requests are answered with 5xx; the log has a line for each, with its request id.',
      });
  return found;
}

/** @param {Sample['queues'][number]} queue @returns {Attention[]} */
function ofQueue({ name, paused, counts, stillForMs, deadPerSecond }) {
  /** @type {Attention[]} */
  const found = [];
  const href = (/** @type {string} */ state) => to(['queues', name], { state });
  if (paused && counts.waiting > 0)
    found.push({
      tone: 'warn',
      what: `${name} is paused`,
      why: `${count(counts.waiting)} jobs wait until it is resumed.`,
      href: href('waiting'),
      go: 'Open the queue',
    });
  else if (stillForMs > STILL_MS)
    found.push({
      tone: 'bad',
      what: `${name} stands still`,
      why: `${count(counts.waiting)} jobs wait, and none was finished for ${duration(stillForMs)}. ${counts.active === 0 ? 'No worker takes them: is one running, or is their group paused?' : 'Its workers are busy with others.'}`,
      href: href(counts.active === 0 ? 'waiting' : 'active'),
      go: counts.active === 0 ? 'See what waits' : 'See what runs',
    });
  if (counts.dead > 0)
    found.push({
      tone: deadPerSecond > 0 ? 'bad' : 'warn',
      what: `${name} has ${count(counts.dead)} dead ${counts.dead === 1 ? 'letter' : 'letters'}`,
      why: 'Jobs that failed as often as they may.',
      href: href('dead'),
      go: 'See why',
    });
  return found;
}

/** @param {Sample['letters'][number]} letters @returns {Attention} */
const ofLetters = ({ topic, group, dead, growing }) => ({
  tone: growing ? 'bad' : 'warn',
  what: `${group} has ${count(dead)} dead ${dead === 1 ? 'letter' : 'letters'}`,
  why: `Messages of ${topic} that this consumer group has given up.`,
  href: to(['messaging', topic, group]),
  go: 'See why',
});

/** @param {readonly string[]} warnings @returns {Attention[]} */
const ofSetup = (warnings) => warnings.map((why) => ({ tone: 'warn', what: 'Setup of Redis', why }));
