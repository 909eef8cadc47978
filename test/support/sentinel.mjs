import { Redis } from 'ioredis';
import { startRedis } from '../../scripts/redis-server.mjs';
import { waitUntil } from '../../scripts/wait-until.mjs';
import { aclConfig } from './acl.mjs';

/** @typedef {import('../../scripts/redis-server.mjs').RedisServer} RedisServer */

const name = 'rookery-test';
const sentinelCount = 3;

/** Milliseconds. By default Sentinels introduce themselves every 2 s and look at the servers every 10 s. */
const haste = [
  'publish-period',
  100,
  'info-period',
  500,
  'ping-period',
  100,
  'ask-period',
  100,
  'election-timeout',
  500,
];

/**
 * Starts a master, a replica and three Sentinels that fail over within a few seconds; resolves once the Sentinels
 * know the replica and each other.
 * @param {{ appendOnly?: boolean, downAfterMs?: number }} [options]
 */
export async function startSentinel({ appendOnly, downAfterMs = 500 } = {}) {
  const config = ['repl-diskless-sync-delay 0', ...aclConfig];
  const master = await startRedis({ appendOnly, config });
  // The third one notices later than the others: three candidates at once can split the three votes between them.
  const monitor = (/** @type {number} */ index) => [
    `sentinel monitor ${name} ${master.host} ${master.port} 2`,
    `sentinel down-after-milliseconds ${name} ${index === 2 ? 2 * downAfterMs : downAfterMs}`,
    `sentinel failover-timeout ${name} 1000`,
  ];
  const [replica, ...sentinels] = await Promise.all([
    startRedis({ appendOnly, config: [...config, `replicaof ${master.host} ${master.port}`] }),
    ...Array.from({ length: sentinelCount }, (_, index) =>
      startRedis({ sentinel: true, config: monitor(index) }),
    ),
  ]);
  const set = new SentinelSet({ master, replica, sentinels });
  try {
    await set.settle();
    return set;
  } catch (error) {
    await set.stop();
    throw error;
  }
}

/** A master, a replica and Sentinels of our own: see `startSentinel`. */
export class SentinelSet {
  /** What the Sentinels call the set. */
  name = name;
  /** The server that was the master at the start. */
  master;
  /** The server that was the replica at the start. */
  replica;
  sentinels;

  /** @param {{ master: RedisServer, replica: RedisServer, sentinels: RedisServer[] }} servers */
  constructor({ master, replica, sentinels }) {
    this.master = master;
    this.replica = replica;
    this.sentinels = sentinels;
  }

  /** The addresses of the Sentinels, as in "127.0.0.1:7000,127.0.0.1:7001". */
  get addresses() {
    return this.sentinels.map(({ host, port }) => `${host}:${port}`).join(',');
  }

  async settle() {
    await Promise.all(
      this.sentinels.map((sentinel) =>
        withClient(sentinel, async (client) => {
          await client.call('SENTINEL', 'DEBUG', ...haste);
          await waitUntil(async () => isComplete(await stateOf(client)), {
            withinMs: 15_000,
            what: 'the Sentinels know the replica and each other',
          });
        }),
      ),
    );
  }

  /**
   * Resolves with the server that all Sentinels running call the master and that takes writes.
   * @param {{ not?: RedisServer, withinMs?: number }} [options] `not`: the one that was the master before
   * @returns {Promise<RedisServer>}
   */
  async waitForMaster({ not, withinMs = 30_000 } = {}) {
    const candidates = [this.master, this.replica].filter((server) => server !== not);
    /** @type {RedisServer | undefined} */
    let found;
    await waitUntil(
      async () => {
        const running = this.sentinels.filter((sentinel) => sentinel.pid !== undefined);
        const ports = await Promise.all(running.map((sentinel) => withClient(sentinel, masterPort)));
        const master = candidates.find((server) => ports.every((port) => port === server.port));
        if (master && (await withClient(master, roleOf)) === 'master') found = master;
        return found;
      },
      { withinMs, what: 'the Sentinels agree on a master' },
    );
    if (!found) throw new Error('No master was found');
    return found;
  }

  /** Stops all servers and removes their folders. */
  async stop() {
    await Promise.all([...this.sentinels, this.replica, this.master].map((server) => server.stop()));
  }
}

/** @param {Redis} client */
async function stateOf(client) {
  const fields = /** @type {string[]} */ (await client.call('SENTINEL', 'MASTER', name));
  const [replica = []] = /** @type {string[][]} */ (await client.call('SENTINEL', 'REPLICAS', name));
  const value = (/** @type {string[]} */ list, /** @type {string} */ field) => list[list.indexOf(field) + 1];
  return {
    flags: value(fields, 'flags'),
    otherSentinels: Number(value(fields, 'num-other-sentinels')),
    replicaLink: value(replica, 'master-link-status'),
  };
}

/** @param {Awaited<ReturnType<typeof stateOf>>} state */
function isComplete({ flags, otherSentinels, replicaLink }) {
  return flags === 'master' && otherSentinels === sentinelCount - 1 && replicaLink === 'ok';
}

/** @param {Redis} client */
async function masterPort(client) {
  const [, port] = /** @type {string[]} */ (await client.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', name));
  return Number(port);
}

/** @param {Redis} client */
async function roleOf(client) {
  const [role] = await client.role();
  return role;
}

/**
 * @template T
 * @param {RedisServer} server
 * @param {(client: Redis) => Promise<T>} work
 */
async function withClient({ host, port }, work) {
  const client = new Redis({ host, port, retryStrategy: null, connectTimeout: 1000, commandTimeout: 1000 });
  client.on('error', () => {});
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}
