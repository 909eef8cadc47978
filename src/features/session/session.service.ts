import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import {
  createSession,
  listSerials,
  patchAttributes,
  readSession,
  revokeEveryone,
  revokeSession,
  revokeUser,
  rotateToken,
  verifySession,
} from './scripts/index.js';
import { AttributesTooLargeError, SessionLimitError } from './session.errors.js';
import { sessionOptions, type SessionOptions } from './session.options.js';
import { SessionPartitions, type UserPlace } from './session.partitions.js';
import {
  encodeAttributes,
  encodeDetails,
  readRecord,
  type SessionDetails,
  type SessionRecord,
} from './session.record.js';
import { SessionReplication } from './session.replication.js';
import type { Session } from './session.schemas.js';
import {
  newToken,
  ownerOf,
  PARTITIONS,
  readToken,
  TokenMac,
  withNewSecret,
  type SessionToken,
} from './session.token.js';

/** A session and its token, which is told this once. */
export interface IssuedSession {
  readonly token: string;
  readonly session: Session;
}

/** Why a token is refused. `ended`: never was, expired, logged out or revoked. `reused`: it was stolen, and the session is ended. */
export type Refusal = 'malformed' | 'ended' | 'wrong_secret' | 'rotated' | 'reused';

/** What a token is good for. */
export type VerifyResult =
  | {
      readonly active: true;
      readonly session: Session;
      /** The token is old: {@link SessionService.renew} it. */
      readonly renewDue: boolean;
      /** The instant of the check, by the clock of Redis. */
      readonly at: number;
    }
  | { readonly active: false; readonly reason: Refusal };

/** What became of a change of attributes. */
export type PatchOutcome =
  | { readonly patched: true; readonly session: Session }
  | { readonly patched: false; readonly reason: 'ended' | 'version_mismatch' };

/** Sessions of users: who is logged in, exactly, and out when told. */
@Injectable()
export class SessionService implements OnModuleInit {
  private readonly logger = new Logger(SessionService.name);
  private readonly mac: TokenMac;
  private readonly oldMac: TokenMac | undefined;
  /** Each partition has a stream of its own. */
  private readonly eventsEach: number;

  constructor(
    private readonly places: SessionPartitions,
    private readonly replication: SessionReplication,
    @sessionOptions.inject() private readonly options: SessionOptions,
  ) {
    this.mac = new TokenMac(options.secret);
    this.oldMac = options.previousSecret === undefined ? undefined : new TokenMac(options.previousSecret);
    this.eventsEach = Math.ceil(options.eventsKept / PARTITIONS);
  }

  onModuleInit(): void {
    if (this.options.secret === undefined)
      this.logger.warn(
        'SESSION_SECRET is not set: sessions work without it, but whoever can write to Redis can make some',
      );
  }

  /**
   * Logs a user in. Always a new session with a new token, whatever the visitor had before.
   *
   * @throws SessionLimitError with `onLimit: reject`; AttributesTooLargeError; nothing is created then
   */
  async create(userId: string, details: SessionDetails = {}): Promise<IssuedSession> {
    const { maxPerUser: max, onLimit } = this.options;
    const token = newToken(userId);
    const place = this.places.ofSession(token.sid);
    const fields = encodeDetails(details, this.options);
    const args = {
      serial: place.serial,
      userId,
      mac: this.mac.of(token),
      max,
      onLimit,
      eventsKept: this.eventsEach,
    };
    const created = await createSession.run(
      this.replication.client,
      place,
      { ...args, ...this.livesOf(details) },
      { args: fields },
    );
    if (!created) throw new SessionLimitError(max);
    const { now, endsAt, absoluteAt, gaveWay } = created;
    await this.remove(place, gaveWay);
    this.tell(userId, now);
    const flat = ['u', userId, 'c', `${now}`, 't', `${now}`, 'a', `${absoluteAt}`, ...fields];
    return { token: token.text, session: readRecord(token.sid, flat, endsAt).session };
  }

  /**
   * Whose token it is, in one round trip, and unless `touch` is false the session counts as used. A token that was
   * replaced longer than `graceMs` ago is a stolen one, and ends its session.
   */
  async verify(text: string, { touch = true }: { touch?: boolean } = {}): Promise<VerifyResult> {
    const token = readToken(text);
    if (!token) return { active: false, reason: 'malformed' };
    const { touchIntervalMs, onLimit, graceMs } = this.options;
    const place = this.places.ofSession(token.sid);
    const found = await verifySession.run(this.replication.client, place, {
      ...this.macsOf(token),
      serial: place.serial,
      touchMs: touch ? touchIntervalMs : -1,
      byUse: onLimit === 'lru' ? 1 : 0,
      graceMs,
    });
    if (found.refused === 'reused')
      await this.end(token.sid, 'reused', 'a token was used after its rotation');
    if (found.refused !== undefined) return { active: false, reason: found.refused };
    const { session, ...age } = readRecord(token.sid, found.flat, found.endsAt);
    // The MAC covers the owner: a hash that names another user was written by somebody else.
    if (ownerOf(session.userId) !== place.owner) return { active: false, reason: 'ended' };
    if (found.touched) {
      session.lastSeenAt = found.now;
      this.tell(session.userId, found.now);
    }
    return { active: true, session, renewDue: this.isRenewDue(found, age), at: found.now };
  }

  /**
   * Gives the session another token and ends this one at once: after a change of rights, or with `reauthenticated`
   * when the user has proved again who they are. Undefined where the token is not, or no longer, a session's own.
   */
  async rotate(
    text: string,
    { reauthenticated = false }: { reauthenticated?: boolean } = {},
  ): Promise<IssuedSession | undefined> {
    return this.replace(text, { renewal: 0, reauthenticated: reauthenticated ? 1 : 0 });
  }

  /**
   * Gives the session another token because this one is old. It stays good until the new one is used, and `graceMs`
   * longer, so that an answer which is lost logs nobody out. Of parallel callers one gets a token, the others undefined.
   */
  async renew(text: string): Promise<IssuedSession | undefined> {
    return this.replace(text, { renewal: 1, reauthenticated: 0 });
  }

  /** A live session by its public id, not counted as used; undefined where there is none. */
  async read(sid: string): Promise<Session | undefined> {
    const place = this.places.ofSession(sid);
    const found = await readSession.run(this.replication.client, place, { serial: place.serial });
    return found && readRecord(sid, found.flat, found.endsAt).session;
  }

  /** The live sessions of a user, the latest login first. Two round trips; what ends between them is left out. */
  async list(userId: string): Promise<Session[]> {
    const place = this.places.ofUser(userId);
    const serials = await listSerials.run(this.replication.client, place, { userId });
    const sessions = await Promise.all(serials.map(async (serial) => this.read(place.owner + serial)));
    return sessions.filter((session) => session !== undefined).toSorted((a, b) => b.createdAt - a.createdAt);
  }

  /**
   * Sets attributes of a live session, and removes those given as null, in one step: two who change different ones
   * both last, and of two with the same `ifVersion` one wins. It never brings back a session that has ended.
   *
   * @throws AttributesTooLargeError with nothing changed
   */
  async patch(
    sid: string,
    attributes: Readonly<Record<string, unknown>>,
    { ifVersion }: { ifVersion?: number | undefined } = {},
  ): Promise<PatchOutcome> {
    const { maxAttributes: maxFields, maxAttributeBytes: maxBytes } = this.options;
    const place = this.places.ofSession(sid);
    const removed = Object.keys(attributes).filter((name) => attributes[name] === null);
    const set = encodeAttributes(attributes, this.options);
    const found = await patchAttributes.run(
      this.replication.client,
      place,
      { serial: place.serial, ifVersion: ifVersion ?? '', maxFields, maxBytes, removed: removed.length },
      { args: [...removed, ...set] },
    );
    if (found.refused === undefined)
      return { patched: true, session: readRecord(sid, found.flat, found.endsAt).session };
    if (found.refused === 'too_large') throw new AttributesTooLargeError(maxFields, maxBytes);
    return { patched: false, reason: found.refused === 'version' ? 'version_mismatch' : 'ended' };
  }

  /** Ends a session by its public id; false where it had ended already. The user's others stay. */
  async revoke(sid: string, { reason = 'logout' }: { reason?: string } = {}): Promise<boolean> {
    return this.end(sid, 'revoked', reason);
  }

  /** Ends all sessions of a user, or all but `except`, in one step; answers how many. */
  async revokeUser(
    userId: string,
    { except, reason = 'logout' }: { except?: string | undefined; reason?: string } = {},
  ): Promise<number> {
    const place = this.places.ofUser(userId);
    const stays = except?.startsWith(place.owner) ? except.slice(place.owner.length) : '';
    const ended = await this.replication.run(place.user, async (client) =>
      revokeUser.run(client, place, { userId, except: stays, why: reason, eventsKept: this.eventsEach }),
    );
    await this.remove(place, ended);
    return ended.length;
  }

  /** Ends every session there is; answers how many. A step for each partition: a login beside it may fall on either side. */
  async revokeEveryone({ reason = 'everyone' }: { reason?: string } = {}): Promise<number> {
    const counts = await Promise.all(
      this.places.all.map(async (place) =>
        this.replication.run(place.expiry, async (client) =>
          revokeEveryone.run(client, place, { why: reason, eventsKept: this.eventsEach }),
        ),
      ),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private livesOf({ remember }: SessionDetails): { idleMs: number; absoluteMs: number } {
    const { idleMs, absoluteMs, rememberIdleMs, rememberAbsoluteMs } = this.options;
    return remember ? { idleMs: rememberIdleMs, absoluteMs: rememberAbsoluteMs } : { idleMs, absoluteMs };
  }

  /** A current token is due when it is old; one that was renewed, when the new one has not come back for `graceMs`. */
  private isRenewDue(
    { now, by }: { now: number; by: 'current' | 'previous' },
    { rotatedAt, unconfirmed }: Pick<SessionRecord, 'rotatedAt' | 'unconfirmed'>,
  ): boolean {
    const { renewAfterMs, graceMs } = this.options;
    const age = now - rotatedAt;
    return by === 'current' ? age >= renewAfterMs : unconfirmed && age >= graceMs;
  }

  private async replace(
    text: string,
    how: { renewal: 0 | 1; reauthenticated: 0 | 1 },
  ): Promise<IssuedSession | undefined> {
    const token = readToken(text);
    if (!token) return undefined;
    const place = this.places.ofSession(token.sid);
    const next = withNewSecret(token.sid);
    const args = {
      ...how,
      ...this.macsOf(token),
      serial: place.serial,
      newMac: this.mac.of(next),
      graceMs: this.options.graceMs,
      eventsKept: this.eventsEach,
    };
    const rotated = await this.replication.run(place.session, async (client) =>
      rotateToken.run(client, place, args),
    );
    return (
      rotated && { token: next.text, session: readRecord(token.sid, rotated.flat, rotated.endsAt).session }
    );
  }

  private async end(sid: string, kind: 'revoked' | 'reused', why: string): Promise<boolean> {
    const place = this.places.ofSession(sid);
    const args = { serial: place.serial, kind, why, eventsKept: this.eventsEach };
    return this.replication.run(place.session, async (client) => revokeSession.run(client, place, args));
  }

  /** Removes the hashes of sessions that have ended. They are dead already, and run out by themselves if this fails. */
  private async remove(place: UserPlace, serials: readonly string[]): Promise<void> {
    if (serials.length === 0) return;
    const hashes = this.places.sessionsOf(place, serials);
    await this.replication.client.unlink(...hashes).catch(() => undefined);
  }

  private macsOf(token: SessionToken): { mac: string; oldMac: string } {
    return { mac: this.mac.of(token), oldMac: this.oldMac?.of(token) ?? '' };
  }

  private tell(userId: string, at: number): void {
    const { onActivity } = this.options;
    if (!onActivity) return;
    Promise.resolve({ userId, at })
      .then(onActivity)
      .catch((error: unknown) => {
        // Whoever is told has to see to it; a login does not fail for it.
        this.logger.error({ msg: 'onActivity failed', err: error });
      });
  }
}
