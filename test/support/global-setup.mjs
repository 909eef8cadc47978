import { refusalsOf, serviceUser } from './acl.mjs';
import { startCluster } from './cluster.mjs';
import { startSentinel } from './sentinel.mjs';
import { startStandalone } from './standalone.mjs';

/** @type {{ stop(): Promise<void> }[]} */
const started = [];
/** @type {{ host: string, port: number }[]} */
const aclServers = [];

/** Starts the servers that all tests share; a test that breaks servers starts its own (`servers.ts`). */
export default async function startServers() {
  const [standalone, cluster, sentinel] = await Promise.all([
    startStandalone(),
    startCluster(),
    startSentinel(),
  ]);
  started.push(standalone, cluster, sentinel);
  aclServers.push(standalone, ...cluster.nodes, sentinel.master, sentinel.replica);
  process.env.TEST_REDIS_URL = standalone.url;
  process.env.TEST_CLUSTER_NODES = cluster.addresses;
  process.env.TEST_SENTINELS = sentinel.addresses;
  process.env.TEST_SENTINEL_NAME = sentinel.name;
}

/** Stops them. When jest does not come to this, they stop with its process. */
export async function stopServers() {
  const refused = serviceUser ? await refusalsOf(aclServers) : [];
  await Promise.all(started.map((servers) => servers.stop()));
  if (refused.length > 0) throw new Error(`Redis refused to the user of the service:\n${refused.join('\n')}`);
}
