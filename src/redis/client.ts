import { Cluster, Redis, type ClusterOptions, type Command, type RedisOptions } from 'ioredis';
import { RedisUnavailableError } from './errors.js';
import type { RedisClient } from './guard.js';
import type { RedisModuleOptions } from './redis.options.js';
import { tlsOf } from './tls.js';
import { turnEnd } from './turn.js';

/** Makes a client for commands as the options say, not yet connected. */
export function createClient(options: RedisModuleOptions): RedisClient {
  const common = commonOptions(options);
  if (options.clusterNodes) {
    const cluster = new Cluster(addresses(options.clusterNodes), clusterOptions(common));
    cluster.on('+node', (node: Redis) => writeOnceATurn(node, { failOnClose: true }));
    return cluster;
  }
  const redis = new Redis({ ...target(options), ...common, retryStrategy: retryDelayMs });
  writeOnceATurn(redis, { failOnClose: false });
  return redis;
}

/**
 * Makes a client that subscribes, for one life of its connection: whoever asked for it makes another when it has ended.
 * On a Cluster it is one to some master, as every node hears every message; nothing while none is known. ioredis keeps
 * such a connection of its own there, but does not tell when it is lost, and with it messages.
 */
export function createSubscriber(options: RedisModuleOptions, client: RedisClient): Redis | undefined {
  const once: Partial<RedisOptions> = {
    lazyConnect: true,
    connectionName: `${options.prefix}:subscriber`,
    connectTimeout: options.connectTimeoutMs,
    retryStrategy: () => null,
    sentinelRetryStrategy: () => null,
    reconnectOnError: null,
    autoResubscribe: false,
    maxRetriesPerRequest: null,
    socketTimeout: 3000,
  };
  if (!isCluster(client)) return client.duplicate(once);
  const masters = client.nodes('master');
  const subscriber = masters[Math.floor(Math.random() * masters.length)]?.duplicate(once);
  if (subscriber) leaveWithNode(subscriber, client);
  return subscriber;
}

/** A node that was taken out of the Cluster still answers, but hears nothing any more. */
function leaveWithNode(subscriber: Redis, cluster: Cluster): void {
  const onLeave = ({ options: { host, port } }: Redis) => {
    if (host === subscriber.options.host && port === subscriber.options.port) subscriber.disconnect();
  };
  cluster.on('-node', onLeave);
  subscriber.once('end', () => cluster.off('-node', onLeave));
}

/** Makes a client to the same Redis that takes no silence for death and, but on a Cluster, waits for Redis as long as it takes. */
export function duplicateClient(client: RedisClient, connectionName: string): RedisClient {
  const patient = { maxRetriesPerRequest: null, socketTimeout: undefined, connectionName };
  return isCluster(client)
    ? client.duplicate([], { lazyConnect: true, redisOptions: patient })
    : client.duplicate({ ...patient, lazyConnect: true, retryStrategy: retryDelayMs });
}

/** Resolves once the client is closed; what was sent before is answered first, unless Redis is silent. */
export async function quit(client: RedisClient, deadlineMs: number): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  client.once('end', resolve);
  const timer = setTimeout(() => {
    client.disconnect();
    resolve();
  }, deadlineMs);
  // A TLS handshake that is cut off fails on a socket to which ioredis no longer listens.
  if (client instanceof Redis) client.stream?.on('error', () => undefined);
  if (client.status === 'ready') client.quit().catch(() => client.disconnect());
  else client.disconnect();
  // Between two attempts to connect there is nothing that could end.
  if (client.status === 'reconnecting' || client.status === 'end') resolve();
  await ended;
  clearTimeout(timer);
}

/** Not by `instanceof`: the host app's client may come from another copy of ioredis. */
function isCluster(client: RedisClient): client is Cluster {
  return client.isCluster;
}

/** 50, 100, 200, 400, then every 500 ms: back within a second of the server, and no storm of attempts. */
export function retryDelayMs(attempt: number): number {
  return Math.min(500, 25 * 2 ** attempt);
}

function commonOptions(options: RedisModuleOptions): RedisOptions {
  const { username, password, prefix, connectTimeoutMs } = options;
  const tls = tlsOf(options);
  return {
    ...options.ioredis,
    lazyConnect: true,
    connectionName: prefix,
    // CLIENT SETINFO cannot be granted to a user before Redis 7.2, which does not know it.
    disableClientInfo: true,
    ...(username && { username }),
    ...(password && { password }),
    connectTimeout: connectTimeoutMs,
    // Nothing that was sent is sent again behind the caller's back: a lost reply is an error, not a second INCR.
    maxRetriesPerRequest: 0,
    // A peer that is gone without a word (no FIN, no RST) is noticed after this silence, and dialled again.
    socketTimeout: 3000,
    // At the end a silent peer is not waited for.
    disconnectTimeout: 200,
    // A failover turns the old master into a replica: leave it, the reconnect finds the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    // ioredis would else speak to the master in the clear where Sentinels name it, whatever `tls` says.
    ...(tls && { tls, sentinelTLS: tls, enableTLSForSentinelMode: true }),
  };
}

function target(options: RedisModuleOptions): RedisOptions {
  const { url, host, port, db, path, sentinels, sentinelName, sentinelUsername, sentinelPassword } = options;
  if (sentinels)
    return {
      sentinels: addresses(sentinels),
      name: sentinelName,
      sentinelUsername,
      sentinelPassword,
      sentinelRetryStrategy: retryDelayMs,
      db,
    };
  if (url) return { ...fromUrl(url), ...(db !== undefined && { db }) };
  return path ? { path, db } : { host, port, db };
}

/** `redis://user:password@host:6379/0`, `rediss://...` for TLS, or `unix:///run/redis.sock?db=0`. */
function fromUrl(text: string): RedisOptions {
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(text);
  const isSocket = protocol === 'unix:';
  const db = Number(isSocket ? (searchParams.get('db') ?? 0) : pathname.slice(1) || 0);
  return {
    ...(isSocket
      ? { path: decodeURIComponent(pathname) }
      : { host: hostname.replaceAll(/[[\]]/g, '') || '127.0.0.1', port: Number(port || 6379) }),
    db,
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  };
}

function clusterOptions(redisOptions: RedisOptions): ClusterOptions {
  // Cluster nodes are dialled anew by the pool, when a slot points at them again.
  const { lazyConnect: _, retryStrategy: __, ...node } = redisOptions;
  return {
    lazyConnect: true,
    redisOptions: node,
    clusterRetryStrategy: retryDelayMs,
    slotsRefreshInterval: 1000,
    slotsRefreshTimeout: 500,
  };
}

/** `host:port,host:port`; an IPv6 host stands in brackets. */
function addresses(list: string): { host: string; port: number }[] {
  return list.split(',').map((entry) => {
    const [, host = entry.trim(), port] = /^\s*\[?(.+?)\]?:(\d+)\s*$/.exec(entry) ?? [];
    return { host, port: Number(port ?? 6379) };
  });
}

/**
 * Collects the commands of one turn of the event loop into one write, whatever requests they come from. A write
 * is a system call, dearer than all else that a small request does; ioredis would make one for each command, and its
 * own auto-pipelining costs more than it saves here, lets one batch fly at a time, and on a Cluster hands `MOVED` to
 * callers (docs/decisions/0002).
 */
function writeOnceATurn(redis: Redis, { failOnClose }: { failOnClose: boolean }): void {
  const send = redis.sendCommand.bind(redis);
  // What was sent and is not answered yet; ioredis makes a new queue for each connection, and keeps it to itself.
  const onTheirWay = () => (redis as unknown as { commandQueue: { length: number } }).commandQueue.length;
  let corked: { uncork(): void } | undefined;
  const flush = () => {
    corked?.uncork();
    corked = undefined;
  };
  redis.sendCommand = (command, stream) => {
    // ioredis empties its offline queue through here: what failed while it waited must not run late.
    if (command.isSettled && !stream) return command.promise;
    if (redis.status === 'ready') {
      if (!corked && redis.stream) {
        corked = redis.stream;
        redis.stream.cork();
        // Who is alone gains nothing from waiting for company.
        if (onTheirWay() === 0) process.nextTick(flush);
        else turnEnd.write(flush);
      }
      if (failOnClose) failWhenReplyIsLost(command);
    }
    return send(command, stream);
  };
}

/** A Cluster client sends a command again when the connection closes under it: right for what was not sent, wrong for what was. */
function failWhenReplyIsLost(command: Command): void {
  const reject = command.reject;
  command.reject = (error) =>
    reject.call(
      command,
      error.message === 'Connection is closed.'
        ? new RedisUnavailableError(undefined, { cause: error })
        : error,
    );
}
