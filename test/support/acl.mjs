import { hash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
        .replace('&rookery:*', '&test.*'),
    ]
  : [];

/**
 * What was refused to that user on these servers, and which scripts of ours none of them has run.
 * @param {{ host: string, port: number }[]} servers
 * @returns {Promise<string[]>}
 */
export async function faultsOfAcl(servers) {
  const scripts = await allScripts();
  const missing = new Map(scripts.map(({ path, digest }) => [digest, `${path} did not run`]));
  /** @type {string[]} */
  const refused = [];
  for (const { host, port } of servers) {
    const client = new Redis({ host, port });
    const log = /** @type {string[][]} */ (await client.call('ACL', 'LOG', 128));
    refused.push(...log.map((entry) => `refused: ${toText(entry)}`));
    const digests = [...missing.keys()];
    const known = digests.length > 0 ? await client.script('EXISTS', ...digests) : [];
    for (const [i, digest] of digests.entries())
      if (/** @type {number[]} */ (known)[i]) missing.delete(digest);
    client.disconnect();
  }
  return [...refused, ...missing.values()];
}

/** @param {string[]} entry names and values, one after the other */
function toText(entry) {
  const value = (/** @type {string} */ name) => entry[entry.indexOf(name) + 1];
  return `${value('reason')} ${value('object')} (${value('context')}), ${value('count')} times, as ${value('username')}`;
}

/** Every script of the built package by the digest that Redis knows it by. */
async function allScripts() {
  const files = globSync('dist/**/scripts/index.js');
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(file).href)));
  const scripts = modules.flatMap((module) => Object.values(module)).filter((value) => value?.source);
  if (scripts.length < 50) throw new Error('There should be more scripts in dist: build it first');
  return scripts.map(({ source, definition }) => ({
    path: relative('dist', fileURLToPath(definition.lua)),
    digest: hash('sha1', source),
  }));
}
