import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { InvalidOptionsError } from '../kernel/errors.js';
import type { RedisModuleOptions } from './redis.options.js';

/** Whom to trust and what to show of ourselves when TLS is spoken; undefined where it is not. */
export function tlsOf(options: RedisModuleOptions): ConnectionOptions | undefined {
  const { url, tls, tlsCaFile, tlsCertFile, tlsKeyFile, ioredis } = options;
  const files = { ca: tlsCaFile, cert: tlsCertFile, key: tlsKeyFile };
  const given = Object.entries(files).flatMap(([name, file]) =>
    file === undefined ? [] : [[name, readPem(file)]],
  );
  if (!tls && given.length === 0 && url?.startsWith('rediss:') !== true) return undefined;
  return { ...ioredis?.tls, ...(Object.fromEntries(given) as ConnectionOptions) };
}

function readPem(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InvalidOptionsError(
      `Redis cannot start with these options:\n  ${file} cannot be read (${String((error as { code?: unknown }).code)}): REDIS_TLS_CA_FILE, REDIS_TLS_CERT_FILE and REDIS_TLS_KEY_FILE name PEM files`,
    );
  }
}

/** What does not mend itself by waiting, by the codes of Node and OpenSSL, and what to do about it. */
const ADVICE: readonly [codes: RegExp, advice: string][] = [
  [
    /^(UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT\w*|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_SIGNATURE_FAILURE)$/,
    'Nobody whom we trust has signed its certificate: REDIS_TLS_CA_FILE names who is to be trusted',
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'Its certificate is for another host: name Redis as the certificate does',
  ],
  [
    /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    'Its certificate is not valid at this time: renew it, or set the clock',
  ],
  [
    /^ERR_SSL_\w*ALERT_(CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN)$/,
    'It does not take the certificate that we show, or wants one: REDIS_TLS_CERT_FILE and REDIS_TLS_KEY_FILE name ours',
  ],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/,
    'It does not speak TLS there: is this the port for TLS?',
  ],
];

/** What to do about an error of TLS; undefined where it is none that waiting does not mend. */
export function tlsAdvice(error: Error | undefined): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? ADVICE.find(([codes]) => codes.test(code))?.[1] : undefined;
}
