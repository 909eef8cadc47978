import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';

/** The line of a user in redis.conf. */
const line = /^user rookery .*/m.exec(readFileSync('ops/redis-user.conf', 'utf8'))?.[0] ?? '';

/** With `ROOKERY_TEST_ACL` set, whatever tests start speaks to Redis as the user that operators are told to make. */
export const serviceUser = process.env.ROOKERY_TEST_ACL
  ? { username: 'rookery', password: 'password of the service' }
  : undefined;

/** Lines of redis.conf that make that user, for the prefixes that tests use; what tests themselves ask they ask as the default user. */
export const aclConfig = serviceUser
  ? [
      line
        .replace('>CHANGE-THIS', JSON.stringify(`>${serviceUser.password}`))
        .replace('~rookery:*', '~test.*')
        .replace('&rookery:*', '&test.*')
        // What tests themselves ask over the connection of the service.
        .concat(' +strlen +xdel +memory|usage +keys'),
    ]
  : [];

/**
 * What was refused to that user on these servers.
 * @param {{ host: string, port: number }[]} servers
 * @returns {Promise<string[]>}
 */
export async function refusalsOf(servers) {
  const logs = await Promise.all(servers.map(logOf));
  return logs.flat().map(toText);
}

/** @param {{ host: string, port: number }} server */
async function logOf({ host, port }) {
  const client = new Redis({ host, port });
  const log = /** @type {string[][]} */ (await client.call('ACL', 'LOG', 128));
  client.disconnect();
  return log;
}

/** @param {string[]} entry names and values, one after the other */
function toText(entry) {
  const value = (/** @type {string} */ name) => entry[entry.indexOf(name) + 1];
  return `${value('reason')} ${value('object')} (${value('context')}), ${value('count')} times, as ${value('username')}`;
}
