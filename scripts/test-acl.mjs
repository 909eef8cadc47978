import { main, projectNode, run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/**
 * Everything that speaks to Redis as the service does, but for tests in which Redis itself is set otherwise over that connection, and
 * those that listen by patterns, each of which would have to be in the list.
 */
const files = [
  'test/(features|transport|service|redis|kernel)/(?!(cache/cache|messaging/messaging|queue/queue)\\.faults|messaging/messaging\\.(audience|channels|consumer|socket)|dashboard/dashboard\\.pages)',
];

/** Runs tests with the Redis user of ops/redis-user.conf, and fails where Redis refused something to it. */
main(async () => {
  await ensureInstalled();
  process.env.ROOKERY_TEST_ACL = '1';
  return run(projectNode(), ['scripts/test.mjs', ...files]);
});
