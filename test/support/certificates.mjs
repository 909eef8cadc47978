import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @typedef {{ ca: Buffer, certificate: Buffer, key: Buffer }} Certificate */

const newKey = 'req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes';

/** An authority of the test's own, whom nobody trusts who is not told to. */
export function createAuthority() {
  const own = inFolder({}, (openssl, read) => {
    openssl(`${newKey} -x509 -days 2 -subj /CN=test-authority -keyout ca.key -out ca.crt`);
    return { 'ca.key': read('ca.key'), 'ca.crt': read('ca.crt') };
  });
  return {
    /** The certificate of the authority itself. */
    ca: own['ca.crt'],
    /**
     * A certificate with its key, for a server or a client.
     * @param {string} [names] as in "IP:127.0.0.1,DNS:localhost"
     * @returns {Certificate}
     */
    issue: (names = 'IP:127.0.0.1,DNS:localhost') =>
      inFolder({ ...own, names: Buffer.from(`subjectAltName=${names}`) }, (openssl, read) => {
        openssl(`${newKey} -subj /CN=localhost -keyout own.key -out own.csr`);
        openssl(
          'x509 -req -days 2 -in own.csr -CA ca.crt -CAkey ca.key -set_serial 1 -extfile names -out own.crt',
        );
        return { ca: own['ca.crt'], certificate: read('own.crt'), key: read('own.key') };
      }),
  };
}

/**
 * Runs openssl on files of a folder that is gone afterwards.
 * @template T
 * @param {Record<string, Buffer>} files
 * @param {(openssl: (args: string) => void, read: (file: string) => Buffer) => T} work
 * @returns {T}
 */
function inFolder(files, work) {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-tls-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
    return work(
      (args) => void execFileSync('openssl', args.split(' '), { cwd: dir, stdio: 'pipe' }),
      (file) => readFileSync(join(dir, file)),
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
}
