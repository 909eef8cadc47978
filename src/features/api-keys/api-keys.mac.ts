import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';

/** What a key's MAC covers beside its secret, so that nobody who can write to Redis can change it. */
export interface Granted {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly prefixes: readonly string[];
  readonly expiresAt: number;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Turns keys into what is kept of them: HMAC-SHA-256 over the whole key and what it grants. A fast MAC is right for 256
 * random bits (OWASP ASVS 5, 6.5.2).
 */
export class KeyMac {
  private readonly key: KeyObject;
  private readonly sealKey: Buffer;

  constructor(secret = '') {
    this.key = createSecretKey(secret, 'utf8');
    this.sealKey = Buffer.from(hkdfSync('sha256', secret, '', 'rookery signing keys', 32));
  }

  of(text: string, { name, scopes, prefixes, expiresAt }: Granted): string {
    const covered = JSON.stringify([text, name, scopes, prefixes, expiresAt]);
    return createHmac('sha256', this.key).update(covered).digest('base64url');
  }

  /**
   * What messages of a key are signed with has to be known again, so it is kept encrypted (AES-256-GCM), bound to the id
   * and to what the key grants.
   */
  seal(text: string, id: string, granted: Granted): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealKey, iv).setAAD(bound(id, granted));
    return Buffer.concat([
      iv,
      cipher.update(digestOf(text), 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]).toString('base64url');
  }

  /** What was sealed; undefined where somebody has changed it, or what it is bound to. */
  unseal(sealed: string | undefined, id: string, granted: Granted): string | undefined {
    const bytes = Buffer.from(sealed ?? '', 'base64url');
    if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.sealKey, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(bound(id, granted))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return (
        decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      );
    } catch {
      return undefined;
    }
  }
}

function bound(id: string, { name, scopes, prefixes, expiresAt }: Granted): Buffer {
  return Buffer.from(JSON.stringify([id, name, scopes, prefixes, expiresAt]));
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
