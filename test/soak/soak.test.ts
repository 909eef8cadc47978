import { writeFileSync, mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { PREFIX, World } from '../faults/world.js';
import { startStandalone, type RedisServer } from '../support/servers.js';
import { Inspector, type Holdings } from './inspector.js';
import { keyCatalogue } from './key-catalogue.js';
import { walkKeyspace } from './keyspace.js';
import { grown, type Sample } from './growth.js';

/** 15 minutes by `npm run soak`; by `npm test` long enough to see that it measures. */
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 12);
const isFull = SECONDS >= 120;
const SAMPLES = isFull ? 45 : 4;
/** What ends by itself does so well within the first third of the 15 minutes. */
const LIFE_MS = 20_000;

/** So that what is kept on purpose is full early: what grows after that grows for ever. */
const SETTINGS = {
  AUDIT_MAX_ENTRIES: '500',
  QUEUE_KEEP_COMPLETED_COUNT: '500',
  MESSAGING_MAX_LENGTH: '500',
  MESSAGING_IDEMPOTENCY_MS: String(LIFE_MS),
  SESSION_EVENTS_KEPT: '320',
  SESSION_LAST_SEEN_KEEP_MS: String(LIFE_MS),
  SESSION_SWEEP_INTERVAL_MS: '1000',
};

let server: RedisServer;
let redis: Redis;
let world: World;
let inspectors: Inspector[] = [];

beforeAll(async () => {
  server = await startStandalone({ appendOnly: false });
  redis = new Redis(server.url);
  world = await World.start({ url: server.url }, { settings: SETTINGS, lifeMs: LIFE_MS });
  inspectors = await Promise.all(world.replicas.map(async (replica) => replica.inspect()));
}, 120_000);

afterAll(async () => {
  for (const inspector of inspectors) inspector.close();
  await world.stop();
  redis.disconnect();
  await server.stop();
});

async function sample(): Promise<Sample> {
  const [memory, clients, keyspace] = [
    await redis.info('memory'),
    await redis.info('clients'),
    await redis.info('keyspace'),
  ];
  const field = (text: string, name: string) => Number(new RegExp(`\\b${name}[:=](\\d+)`).exec(text)?.[1]);
  const held = await Promise.all(inspectors.map(async (inspector) => inspector.holdings()));
  const sum = (of: keyof Holdings) => held.reduce((total, holdings) => total + holdings[of], 0);
  return {
    'heap of the replicas, bytes': sum('heapBytes'),
    'outside of their heaps, bytes': sum('externalBytes'),
    timers: sum('timers'),
    sockets: sum('sockets'),
    listeners: sum('listeners'),
    'memory of Redis, bytes': field(memory, 'used_memory'),
    'connections to Redis': field(clients, 'connected_clients'),
    // Of those with a TTL there are as many as the machine has had requests of late.
    'keys without a TTL': field(keyspace, 'keys') - field(keyspace, 'expires'),
  };
}

it(
  'holds on to nothing under steady load: memory, keys, connections, listeners, timers',
  async () => {
    await world.load();
    const samples: Sample[] = [];
    const startedAt = Date.now();
    for (let i = 1; i <= SAMPLES; i++) {
      // To the clock: a sample collects the garbage of the replicas, which takes seconds on a busy machine.
      await delay(Math.max(1, startedAt + (i * SECONDS * 1000) / SAMPLES - Date.now()));
      samples.push(await sample());
    }
    const keyspace = await walkKeyspace(redis, await keyCatalogue(PREFIX));
    await world.quiet();
    const report = { seconds: SECONDS, growth: grown(samples), ...keyspace };
    if (isFull) process.stdout.write(`\n${JSON.stringify(report, null, 1)}\n`);
    mkdirSync('build', { recursive: true });
    writeFileSync('build/soak.json', JSON.stringify({ ...report, samples }, null, 1));

    expect(keyspace.ownerless).toEqual([]);
    expect(keyspace.endless).toEqual([]);
    expect(world.replicas.map(({ output }) => output).join('')).not.toMatch(/MaxListenersExceeded/);
    for (const { feature, lost, broken } of world.ledgers)
      expect([feature, lost, broken]).toEqual([feature, [], []]);
    // A few seconds only show that everything is measured.
    if (isFull) expect(report.growth.filter(({ isLeak }) => isLeak)).toEqual([]);
  },
  SECONDS * 1000 + 240_000,
);
