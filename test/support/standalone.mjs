import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis } from '../../scripts/redis-server.mjs';

/**
 * @typedef {object} StandaloneOptions
 * @property {boolean} [appendOnly] keep the data over a `restart()`
 * @property {string} [password]
 * @property {boolean} [unixSocket] listen on a unix socket and on no port
 * @property {boolean} [tls] speak TLS only, with a certificate for 127.0.0.1 and localhost signed by `ca`
 * @property {string[]} [config] further lines of redis.conf, for example `user worker on >secret ~* +@all`
 */

/**
 * A Redis server of the test's own, to be broken at will: `kill()`, `freeze()`, `thaw()`, `restart()`, `stop()`.
 * @param {StandaloneOptions} [options]
 */
export async function startStandalone({ tls = false, ...options } = {}) {
  return startRedis({ ...options, tls: tls ? createCertificate() : undefined });
}

function createCertificate() {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-tls-'));
  const openssl = (/** @type {string} */ args) =>
    execFileSync('openssl', args.split(' '), { cwd: dir, stdio: 'pipe' });
  const read = (/** @type {string} */ file) => readFileSync(join(dir, file));
  const newKey = 'req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';
  try {
    writeFileSync(join(dir, 'names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost');
    openssl(`${newKey} -x509 -days 2 -subj /CN=test-authority -keyout ca.key -out ca.crt`);
    openssl(`${newKey} -subj /CN=localhost -keyout redis.key -out redis.csr`);
    openssl(
      'x509 -req -days 2 -in redis.csr -CA ca.crt -CAkey ca.key -set_serial 1 -extfile names -out redis.crt',
    );
    return { ca: read('ca.crt'), certificate: read('redis.crt'), key: read('redis.key') };
  } finally {
    rmSync(dir, { recursive: true });
  }
}
