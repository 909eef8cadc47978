/** Real servers of a test's own, on free ports, to be killed, frozen, restarted and failed over at will. */
export type { RedisServer } from '../../scripts/redis-server.mjs';
export { startCluster } from './cluster.mjs';
export { startSentinel } from './sentinel.mjs';
export { startStandalone } from './standalone.mjs';
