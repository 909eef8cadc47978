import { Redis } from 'ioredis';
import { freePort, startRedis } from '../../scripts/redis-server.mjs';
import { waitUntil } from '../../scripts/wait-until.mjs';
import { aclConfig } from './acl.mjs';

/** @typedef {import('../../scripts/redis-server.mjs').RedisServer} RedisServer */

const slotCount = 16_384;

/**
 * @typedef {object} ClusterOptions
 * @property {number} [masters] 3 unless said otherwise
 * @property {number} [replicas] per master; 0 unless said otherwise
 * @property {boolean} [appendOnly] keep the data over a `restart()` of a node
 * @property {number} [nodeTimeoutMs] after which a silent node counts as failed
 * @property {string[]} [config] further lines of every node's redis.conf
 */

/**
 * Starts a Redis Cluster and resolves once all its nodes agree that it is complete.
 * @param {ClusterOptions} [options]
 */
export async function startCluster({ masters = 3, replicas = 0, ...options } = {}) {
  const nodes = await Promise.all(Array.from({ length: masters * (1 + replicas) }, () => startNode(options)));
  const cluster = new RedisCluster(nodes);
  try {
    await cluster.join(masters);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** @param {ClusterOptions} options */
async function startNode({ appendOnly, nodeTimeoutMs = 1000, config = [] }) {
  // By default the bus listens 10000 ports higher, which may be anybody's.
  const busPort = await freePort();
  const cluster = ['cluster-enabled yes', `cluster-port ${busPort}`, `cluster-node-timeout ${nodeTimeoutMs}`];
  const replication = ['cluster-replica-validity-factor 0', 'repl-diskless-sync-delay 0'];
  const redis = await startRedis({
    appendOnly,
    config: [...cluster, ...replication, ...aclConfig, ...config],
  });
  return Object.assign(redis, { busPort });
}

/** @typedef {Awaited<ReturnType<typeof startNode>>} ClusterNode */

/** A Redis Cluster of our own: see `startCluster`. The first `masters` nodes start as masters. */
export class RedisCluster {
  nodes;

  /** @param {ClusterNode[]} nodes */
  constructor(nodes) {
    this.nodes = nodes;
  }

  /** The addresses of all nodes, as in "127.0.0.1:7000,127.0.0.1:7001". */
  get addresses() {
    return this.nodes.map(({ host, port }) => `${host}:${port}`).join(',');
  }

  /** @param {number} masterCount */
  async join(masterCount) {
    await withClients(this.nodes, async (clients) => {
      const masters = clients.slice(0, masterCount);
      await Promise.all(
        clients.map((client, index) => client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1)),
      );
      await Promise.all(clients.map((client, index) => meet(client, this.nodes.slice(0, index))));
      const bounds = masters.map((_, index) => Math.floor((index * slotCount) / masterCount));
      await Promise.all(
        masters.map((client, index) =>
          client.call('CLUSTER', 'ADDSLOTSRANGE', bounds[index] ?? 0, (bounds[index + 1] ?? slotCount) - 1),
        ),
      );
      await Promise.all(
        clients.slice(masterCount).map((client, index) => follow(client, masters[index % masterCount])),
      );
      await this.#settled(clients);
    });
  }

  /**
   * The node that serves a slot now, as the nodes that answer see it.
   * @param {number} slot
   * @returns {Promise<ClusterNode>}
   */
  async masterOf(slot) {
    const running = this.nodes.filter((node) => node.pid !== undefined);
    const port = await withClients(running, (clients) =>
      Promise.any(clients.map(async (client) => ownerOf(slot, await slotRanges(client)))),
    );
    const master = this.nodes.find((node) => node.port === port);
    if (!master) throw new Error(`No node of the cluster serves slot ${slot}`);
    return master;
  }

  /**
   * Moves slots with their keys from one master to another one while clients go on using them. One that the source does not
   * serve stays where it is: after moves in quick succession nodes may settle a dispute over a slot in favour of the other.
   * @param {RedisServer} from
   * @param {RedisServer} to
   * @param {number[]} slots
   */
  async moveSlots(from, to, slots) {
    const others = this.nodes.filter((node) => node !== from && node !== to && node.pid !== undefined);
    await withClients([from, to, ...others], async ([source, target, ...rest]) => {
      if (!source || !target) return;
      const [sourceId, targetId] = await Promise.all([nodeId(source), nodeId(target)]);
      const ranges = await slotRanges(source);
      for (const slot of slots.filter((one) => ownerOf(one, ranges) === from.port)) {
        await target.call('CLUSTER', 'SETSLOT', slot, 'IMPORTING', sourceId);
        await source.call('CLUSTER', 'SETSLOT', slot, 'MIGRATING', targetId);
        await moveKeys(source, slot, to);
        for (const client of [target, source])
          await client.call('CLUSTER', 'SETSLOT', slot, 'NODE', targetId);
      }
      // Replicas refuse this and learn it from their master.
      const announce = slots.flatMap((slot) =>
        rest.map((client) => client.call('CLUSTER', 'SETSLOT', slot, 'NODE', targetId)),
      );
      await Promise.allSettled(announce);
    });
  }

  /** Stops all nodes and removes their folders. */
  async stop() {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  /** @param {Redis[]} clients */
  async #settled(clients) {
    await waitUntil(
      async () => {
        const infos = await Promise.all(
          clients.map(async (client) => String(await client.call('CLUSTER', 'INFO'))),
        );
        const views = await Promise.all(clients.map(async (client) => viewOf(await slotRanges(client))));
        return infos.every((info) => info.includes('cluster_state:ok')) && new Set(views).size === 1;
      },
      { withinMs: 15_000, what: 'the nodes of the cluster agree' },
    );
  }
}

/**
 * @param {Redis} client
 * @param {ClusterNode[]} others
 */
async function meet(client, others) {
  for (const { host, port, busPort } of others) await client.call('CLUSTER', 'MEET', host, port, busPort);
}

/**
 * Makes a node the replica of a master, as soon as it knows the master, and waits until it has its data.
 * @param {Redis} replica
 * @param {Redis | undefined} master
 */
async function follow(replica, master) {
  if (!master) return;
  const id = await nodeId(master);
  const limits = { withinMs: 10_000, what: 'a replica follows its master' };
  await waitUntil(async () => (await replica.call('CLUSTER', 'REPLICATE', id)) === 'OK', limits);
  await waitUntil(async () => (await replica.info('replication')).includes('master_link_status:up'), limits);
}

/** @param {Redis} client */
async function nodeId(client) {
  return String(await client.call('CLUSTER', 'MYID'));
}

/**
 * @param {Redis} source
 * @param {number} slot
 * @param {RedisServer} to
 */
async function moveKeys(source, slot, { host, port }) {
  for (;;) {
    const keys = /** @type {string[]} */ (await source.call('CLUSTER', 'GETKEYSINSLOT', slot, 100));
    if (keys.length === 0) return;
    await source.call('MIGRATE', host, port, '', 0, 5000, 'KEYS', ...keys);
  }
}

/** @typedef {[host: string, port: number, id: string]} SlotNode */
/** @typedef {[first: number, last: number, master: SlotNode, ...replicas: SlotNode[]]} SlotRange */

/**
 * @param {Redis} client
 * @returns {Promise<SlotRange[]>}
 */
async function slotRanges(client) {
  return /** @type {Promise<SlotRange[]>} */ (client.call('CLUSTER', 'SLOTS'));
}

/**
 * @param {number} slot
 * @param {SlotRange[]} ranges
 */
function ownerOf(slot, ranges) {
  return ranges.find(([first, last]) => first <= slot && slot <= last)?.[2]?.[1];
}

/** @param {SlotRange[]} ranges */
function viewOf(ranges) {
  const lines = ranges.map(([first, last, master, ...replicas]) => {
    const ports = replicas.map(([, port]) => String(port)).toSorted();
    return `${first}-${last}:${[master[1], ...ports].join()}`;
  });
  return lines.toSorted().join(' ');
}

/**
 * @template T
 * @param {RedisServer[]} nodes
 * @param {(clients: Redis[]) => Promise<T>} work
 */
async function withClients(nodes, work) {
  const clients = nodes.map(
    ({ host, port, password }) => new Redis({ host, port, password, retryStrategy: null }),
  );
  for (const client of clients) client.on('error', () => {});
  try {
    return await work(clients);
  } finally {
    for (const client of clients) client.disconnect();
  }
}
