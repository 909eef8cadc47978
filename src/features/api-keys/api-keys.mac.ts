import { createHmac, createSecretKey, hash, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a key's MAC covers beside its secret, so that nobody who can write to Redis can change it. */
export interface Granted {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly prefixes: readonly string[];
  readonly expiresAt: number;
}

/**
 * Turns keys into what is kept of them: HMAC-SHA-256 over the whole key and what it grants. A fast MAC is right for 256
 * random bits (OWASP ASVS 5, 6.5.2).
 */
export class KeyMac {
  private readonly key: KeyObject;

  constructor(secret = '') {
    this.key = createSecretKey(secret, 'utf8');
  }

  of(text: string, { name, scopes, prefixes, expiresAt }: Granted): string {
    const covered = JSON.stringify([text, name, scopes, prefixes, expiresAt]);
    return createHmac('sha256', this.key).update(covered).digest('base64url');
  }
}

/** What stands for a root key in the environment. Without a secret of the service: the key itself has 256 bits. */
export function digestOf(text: string): string {
  return hash('sha256', text, 'base64url');
}

/** Compares in a time that does not tell where two differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
