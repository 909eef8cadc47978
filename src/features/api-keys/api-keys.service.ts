import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { RedisConnection } from '../../redis/index.js';
import { TooManyApiKeysError } from './api-keys.errors.js';
import { apiKeysKeys } from './api-keys.keys.js';
import { digestOf, isSame, KeyMac } from './api-keys.mac.js';
import { apiKeysOptions, type ApiKeysOptions } from './api-keys.options.js';
import { toRecord, type KeyRecord } from './api-keys.record.js';
import {
  createInput,
  listQuery,
  type ApiKey,
  type ApiKeyPage,
  type IssuedApiKey,
  type ListQuery,
} from './api-keys.schemas.js';
import { isKeyId, newKey, readKey, type KeyText } from './api-keys.text.js';
import { createKey, noteUse, readKeyRecord, revokeKey, rotateKey } from './scripts/index.js';

/** What is asked of a new key; see `createInput`. */
export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly prefixes?: readonly string[] | undefined;
  readonly ttlMs?: number | undefined;
}

/** Whose key was shown, and what it may do. */
export type KeyHolder = Pick<ApiKey, 'id' | 'name' | 'scopes' | 'prefixes'>;

/** Who signs messages with a key, and what with: two secrets while it is rotated. */
export interface KeySigner {
  readonly principal: KeyHolder;
  readonly secrets: readonly string[];
}

/** As many keys a process remembers for `trustMs`; further ones it asks about again. */
const TRUSTED = 10_000;

/** Does the work of a MAC for a key that there is not, so that its absence takes no less time. */
const NOBODY = {
  apiKey: { name: '', scopes: [], prefixes: [], expiresAt: 0 },
  mac: '',
  previousMac: undefined,
};
/** As long as a MAC, and none. */
const NO_MAC = '-'.repeat(43);

/** API keys: made, listed, rotated, revoked, and checked. */
@Injectable()
export class ApiKeysService {
  private readonly keys;
  private readonly mac: KeyMac;
  private readonly roots: ReadonlyMap<string, string>;
  // By digest: nothing that can be used is kept in memory. `false` is remembered as well.
  private readonly trusted: LRUCache<string, KeyHolder | false> | undefined;
  private readonly signers: LRUCache<string, KeySigner | false> | undefined;

  constructor(
    private readonly redis: RedisConnection,
    @apiKeysOptions.inject() private readonly options: ApiKeysOptions,
  ) {
    const { secret, root, trustMs } = options;
    this.keys = apiKeysKeys(redis.keys('api-keys'));
    this.mac = new KeyMac(secret);
    const roots = root.split(',').filter(Boolean);
    this.roots = new Map(roots.map((one) => one.split(':') as [string, string]));
    if (trustMs === 0) return;
    this.trusted = new LRUCache({ max: TRUSTED, ttl: trustMs });
    this.signers = new LRUCache({ max: TRUSTED, ttl: trustMs });
  }

  /**
   * Makes a key; its text is told this once.
   *
   * @throws TooManyApiKeysError
   */
  async create(asked: NewApiKey): Promise<IssuedApiKey> {
    const { name, scopes, prefixes, ttlMs } = createInput.parse(asked);
    const { id, text } = newKey();
    const { keepMs, maxKeys } = this.options;
    const expiresAt = Date.now() + (ttlMs ?? this.options.ttlMs);
    const granted = { name, scopes, prefixes, expiresAt };
    const fields = {
      name,
      scopes: JSON.stringify(scopes),
      prefixes: JSON.stringify(prefixes),
      expiresAt: String(expiresAt),
      mac: this.mac.of(text, granted),
      seal: this.mac.seal(text, id, granted),
    };
    const createdAt = await createKey.run(
      this.redis.client,
      { key: this.keys.key(id), index: this.keys.index(), forget: this.keys.forget() },
      { id, maxKeys, forgetAt: expiresAt + keepMs },
      { args: Object.entries(fields).flat() },
    );
    if (createdAt === 0) throw new TooManyApiKeysError(maxKeys);
    const { apiKey } = toRecord(id, { ...fields, createdAt: String(createdAt) }, createdAt);
    return { key: text, apiKey };
  }

  /** One key, undefined where there is none. */
  async read(id: string): Promise<ApiKey | undefined> {
    return (await this.record(id)).record?.apiKey;
  }

  /** A page of keys in the order of their creation, ended ones among them until they are forgotten. Two round trips. */
  async list(query: ListQuery = {}): Promise<ApiKeyPage> {
    const { limit, cursor } = listQuery.parse(query);
    const from = cursor === undefined ? '-' : `(${cursor}`;
    const ids = await this.redis.client.zrangebylex(this.keys.index(), from, '+', 'LIMIT', 0, limit + 1);
    const page = ids.slice(0, limit);
    const found = await Promise.all(page.map(async (id) => this.read(id)));
    return {
      items: found.filter((key) => key !== undefined),
      nextCursor: ids.length > limit ? (page.at(-1) ?? null) : null,
    };
  }

  /** Whether anybody can be let in: a root key, or one that has not ended. */
  async hasAny(): Promise<boolean> {
    if (this.roots.size > 0) return true;
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { items, nextCursor } = await this.list({ limit: 200, ...(cursor && { cursor }) });
      if (items.some(({ state }) => state === 'active')) return true;
      cursor = nextCursor;
    }
    return false;
  }

  /**
   * Gives a key another secret; the one before is good for `graceMs` more. Two round trips. Answers undefined where
   * there is no such key, false where it has ended.
   */
  async rotate(id: string, { graceMs }: { graceMs: number }): Promise<IssuedApiKey | false | undefined> {
    const { record } = await this.record(id);
    if (!record) return undefined;
    const { text } = newKey(id);
    const outcome = await rotateKey.run(
      this.redis.client,
      { key: this.keys.key(id) },
      { mac: this.mac.of(text, record.apiKey), seal: this.mac.seal(text, id, record.apiKey), graceMs },
    );
    this.forget();
    if (outcome !== 'rotated') return outcome === 'ended' ? false : undefined;
    const apiKey = await this.read(id);
    return apiKey && { key: text, apiKey };
  }

  /** Ends a key for good; false where there is none. It is still listed for `keepMs`. */
  async revoke(id: string): Promise<boolean> {
    const keys = { key: this.keys.key(id), forget: this.keys.forget() };
    const found = await revokeKey.run(this.redis.client, keys, { id, keepMs: this.options.keepMs });
    this.forget();
    return found;
  }

  /**
   * Whose key a text is; undefined for one that is unknown, wrong, expired or revoked. At most one round trip, none for
   * what cannot be a key, for a root key, and for what was asked within `trustMs`.
   */
  async verify(text: string): Promise<KeyHolder | undefined> {
    const key = readKey(text);
    if (!key) return undefined;
    const digest = digestOf(text);
    const root = this.roots.get(key.id);
    if (root !== undefined) return isSame(root, digest) ? rootHolder(key.id) : undefined;
    const holder = this.trusted?.get(digest) ?? (await this.ask(key, digest));
    return holder || undefined;
  }

  /** Who signs messages with the key of this id; undefined where it is unknown or has ended. At most one round trip, as `verify`; `anew` asks Redis in any case. */
  async signer(id: string, anew = false): Promise<KeySigner | undefined> {
    const root = this.roots.get(id);
    if (root !== undefined) return { principal: rootHolder(id), secrets: [root] };
    if (!isKeyId(id)) return undefined;
    const remembered = anew ? undefined : this.signers?.get(id);
    const signer = remembered ?? (await this.askSigner(id));
    return signer || undefined;
  }

  private async askSigner(id: string): Promise<KeySigner | false> {
    const { now, record } = await this.record(id);
    const sealed = record?.apiKey.state === 'active' ? [record.seal, record.previousSeal] : [];
    const secrets = sealed.flatMap((one) => (record && this.mac.unseal(one, id, record.apiKey)) ?? []);
    const signer = record && secrets.length > 0 ? { principal: holderOf(record.apiKey), secrets } : false;
    this.signers?.set(id, signer, { ttl: this.trustedFor(record?.apiKey, now) });
    if (signer && record) this.noteUse(record.apiKey, now);
    return signer;
  }

  /** Not a moment beyond what it is good for. */
  private trustedFor(apiKey: ApiKey | undefined, now: number): number {
    const { expiresAt = Infinity, previousUntilAt } = apiKey ?? {};
    const leftMs = Math.min(expiresAt, previousUntilAt ?? Infinity) - now;
    return Math.max(1, Math.min(this.options.trustMs, leftMs));
  }

  private async ask({ id, text }: KeyText, digest: string): Promise<KeyHolder | false> {
    const { now, record } = await this.record(id);
    const isGood = this.isGood(text, record);
    const holder = record && isGood ? holderOf(record.apiKey) : false;
    this.trusted?.set(digest, holder, { ttl: this.trustedFor(record?.apiKey, now) });
    if (holder && record) this.noteUse(record.apiKey, now);
    return holder;
  }

  private forget(): void {
    this.trusted?.clear();
    this.signers?.clear();
  }

  private isGood(text: string, record: KeyRecord | undefined): boolean {
    const { apiKey, mac, previousMac } = record ?? NOBODY;
    const shown = this.mac.of(text, apiKey);
    const isCurrent = isSame(shown, mac || NO_MAC);
    const isPrevious = isSame(shown, previousMac ?? NO_MAC);
    return record?.apiKey.state === 'active' && (isCurrent || isPrevious);
  }

  private async record(id: string): Promise<{ now: number; record: KeyRecord | undefined }> {
    const { now, fields } = await readKeyRecord.run(this.redis.client, { key: this.keys.key(id) }, {});
    return { now, record: fields && toRecord(id, fields, now) };
  }

  /** Beside the request: that it could not be written down is no reason to refuse anybody. */
  private noteUse({ id, lastUsedAt }: ApiKey, now: number): void {
    if (lastUsedAt !== null && now - lastUsedAt < this.options.useIntervalMs) return;
    noteUse.run(this.redis.client, { key: this.keys.key(id) }, {}).catch(() => undefined);
  }
}

function rootHolder(id: string): KeyHolder {
  return { id, name: 'root', scopes: ['*'], prefixes: [] };
}

function holderOf({ id, name, scopes, prefixes }: ApiKey): KeyHolder {
  return { id, name, scopes, prefixes };
}
