import { main, projectNode, run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/** What features do when all is well; faults are tested on servers of their own. */
const files = [
  'test/features/[^/]+/[^/]+\\.(service|http|rpc|groups|topics|lane|unique|schedules|limits|store|presence|leases|pipeline)\\.test',
];

/** Runs tests with the Redis user of ops/redis-user.conf, and fails where Redis refused something to it. */
main(async () => {
  await ensureInstalled();
  process.env.ROOKERY_TEST_ACL = '1';
  return run(projectNode(), ['scripts/test.mjs', ...files]);
});
