import { startRedis } from '../../scripts/redis-server.mjs';
import { aclConfig } from './acl.mjs';
import { createAuthority } from './certificates.mjs';

/**
 * @typedef {object} StandaloneOptions
 * @property {boolean} [appendOnly] keep the data over a `restart()`
 * @property {string} [password]
 * @property {boolean} [unixSocket] listen on a unix socket and on no port
 * @property {boolean | import('./certificates.mjs').Certificate} [tls] speak TLS only, with this certificate, or one for 127.0.0.1 and
 *   localhost signed by `ca`
 * @property {string[]} [config] further lines of redis.conf, for example `user worker on >secret ~* +@all`
 */

/**
 * A Redis server of the test's own, to be broken at will: `kill()`, `freeze()`, `thaw()`, `restart()`, `stop()`.
 * @param {StandaloneOptions} [options]
 */
export async function startStandalone({ tls = false, config = [], ...options } = {}) {
  const certificate = tls === true ? createAuthority().issue() : tls || undefined;
  return startRedis({ ...options, config: [...aclConfig, ...config], tls: certificate });
}
