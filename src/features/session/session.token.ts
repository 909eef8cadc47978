import { hash, randomBytes } from 'node:crypto';
import type { SessionOptions } from './session.options.js';

/** What a token consists of: the session's public id, in which its owner is, and a secret. */
export interface SessionToken {
  /** `sid.secret`, as the client holds it. */
  readonly text: string;
  /** The session's public id: may be logged, listed and stand in URLs. */
  readonly sid: string;
}

const OWNER_CHARS = 16;
const SERIAL_CHARS = 8;
const SECRET_BYTES = 32;
const TOKEN_CHARS = 68;
const TOKEN = /^[\w-]{24}\.[\w-]{43}$/;

/** How many partitions there are. Fixed: users stay in theirs when the number of nodes changes. */
export const PARTITIONS = 16;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PARTITION_OF = new Map(Array.from(BASE64URL, (char, value) => [char, value % PARTITIONS]));

/**
 * What stands for a user in ids and key names: 96 bits of the SHA-256 of the user's id. Another user with the same
 * would be met by chance once in 2^96, so that ids of sessions say whose they are without telling it.
 */
export function ownerOf(userId: string): string {
  return hash('sha256', userId, 'base64url').slice(0, OWNER_CHARS);
}

/** The owner and the serial in the public id of a session. */
export function partsOf(sid: string): { owner: string; serial: string } {
  return { owner: sid.slice(0, OWNER_CHARS), serial: sid.slice(OWNER_CHARS) };
}

/** Whether a session with this public id can be one of this user's. */
export function isOf(userId: string, sid: string): boolean {
  return partsOf(sid).owner === ownerOf(userId);
}

/** The partition of the users with this {@link ownerOf}. */
export function partitionOf(owner: string): number {
  return PARTITION_OF.get(owner.charAt(0)) ?? 0;
}

/** A token for a new session of a user: 48 random bits tell it from the user's others, 256 make its secret. */
export function newToken(userId: string): SessionToken {
  return withNewSecret(ownerOf(userId) + randomBytes((SERIAL_CHARS * 3) / 4).toString('base64url'));
}

/** Another token for a session. */
export function withNewSecret(sid: string): SessionToken {
  return { text: `${sid}.${randomBytes(SECRET_BYTES).toString('base64url')}`, sid };
}

/** Reads what a client sent; undefined where it cannot be a token, so that Redis need not be asked. */
export function readToken(text: string): SessionToken | undefined {
  return TOKEN.test(text) ? { text, sid: text.slice(0, OWNER_CHARS + SERIAL_CHARS) } : undefined;
}

/**
 * Turns tokens into what is kept of them: HMAC-SHA-256 over the whole token. A fast MAC is right for 256 random bits
 * (OWASP ASVS 5, 6.5.2). The id in the token is covered, and the owner in the id, so who can write to Redis but does
 * not know the key can neither make a session nor turn one into another user's.
 */
export class TokenMacs {
  private readonly key: MacKey;
  private readonly previousKey: MacKey | undefined;

  constructor({ secret = '', previousSecret }: Pick<SessionOptions, 'secret' | 'previousSecret'>) {
    this.key = new MacKey(secret);
    this.previousKey = previousSecret === undefined ? undefined : new MacKey(previousSecret);
  }

  of({ text }: SessionToken): string {
    return this.key.macOf(text);
  }

  /** The same, and that under the key before it; empty where there is none. */
  both(token: SessionToken): { mac: string; oldMac: string } {
    return { mac: this.of(token), oldMac: this.previousKey ? this.previousKey.macOf(token.text) : '' };
  }
}

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/**
 * A key of HMAC-SHA-256, as RFC 2104 defines it: the hash of a block and the hash of a block and the text. The blocks depend on
 * the key alone and are made once: two hashes then take half the time that `createHmac` does with its objects.
 */
class MacKey {
  private readonly inner = Buffer.alloc(BLOCK_BYTES + TOKEN_CHARS);
  private readonly outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);

  constructor(secret: string) {
    const bytes = Buffer.from(secret, 'utf8');
    const key = bytes.length > BLOCK_BYTES ? hash('sha256', bytes, 'buffer') : bytes;
    for (let i = 0; i < BLOCK_BYTES; i++) {
      const byte = key[i] ?? 0;
      this.inner[i] = byte ^ 0x36;
      this.outer[i] = byte ^ 0x5c;
    }
  }

  macOf(token: string): string {
    this.inner.write(token, BLOCK_BYTES, TOKEN_CHARS, 'binary');
    this.outer.write(hash('sha256', this.inner, 'binary'), BLOCK_BYTES, DIGEST_BYTES, 'binary');
    return hash('sha256', this.outer, 'base64url');
  }
}
