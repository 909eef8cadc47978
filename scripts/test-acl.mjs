import { ensureBuilt } from './build.mjs';
import { main, projectNode, run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/** Enough for every script and every kind of command to run once; all files would take as long as all tests. */
const files = [
  'test/features/[^/]+/[^/]+\\.(service|http|rpc|groups|topics|lane|unique|schedules|limits|store|presence|leases|pipeline)\\.test',
];

/** Runs tests with the Redis user of ops/redis-user.conf, and fails where it was refused something or a script has not run. */
main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  process.env.ROOKERY_TEST_ACL = '1';
  return run(projectNode(), ['scripts/test.mjs', ...files]);
});
