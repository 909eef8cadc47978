import { Injectable } from '@nestjs/common';
import type { Metric } from '../../kernel/metrics.js';
import { createSession, listSerials, patchAttributes, readSession } from './scripts/index.js';
import { SessionCore } from './session.core.js';
import { AttributesTooLargeError, SessionLimitError } from './session.errors.js';
import { encodeAttributes, encodeDetails, readRecord, type SessionDetails } from './session.record.js';
import type { IssuedSession, PatchOutcome, VerifyResult } from './session.results.js';
import { SessionRevocation } from './session.revocation.js';
import { SessionRotation } from './session.rotation.js';
import type { Session } from './session.schemas.js';
import { newToken } from './session.token.js';
import { SessionVerifier } from './session.verifier.js';

/** Sessions of users: who is logged in, exactly, and out when told. */
@Injectable()
export class SessionService {
  private readonly verifier: SessionVerifier;
  private readonly rotation: SessionRotation;
  private readonly revocation: SessionRevocation;

  constructor(private readonly core: SessionCore) {
    this.verifier = new SessionVerifier(core);
    this.rotation = new SessionRotation(core);
    this.revocation = new SessionRevocation(core);
  }

  /**
   * Logs a user in. Always a new session with a new token, whatever the visitor had before.
   *
   * @throws SessionLimitError with `onLimit: reject`; AttributesTooLargeError; nothing is created then
   */
  async create(userId: string, details: SessionDetails = {}): Promise<IssuedSession> {
    const { places, macs, metrics, activities, options, eventsKept } = this.core;
    const { maxPerUser: max, onLimit } = options;
    const token = newToken(userId);
    const place = places.ofSession(token.sid);
    const fields = encodeDetails(details, options);
    const args = {
      ...this.livesOf(details),
      serial: place.serial,
      userId,
      mac: macs.of(token),
      max,
      onLimit,
      eventsKept,
    };
    const created = await createSession.run(this.core.replication.client, place, args, { args: fields });
    metrics.count(created ? 'created' : 'turnedAway');
    if (!created) throw new SessionLimitError(max);
    const { now, endsAt, absoluteAt, gaveWay } = created;
    await this.revocation.remove(place, gaveWay);
    activities.tell(userId, now);
    const flat = ['u', userId, 'c', `${now}`, 't', `${now}`, 'a', `${absoluteAt}`, ...fields];
    return { token: token.text, session: readRecord(token.sid, flat, endsAt).session };
  }

  /**
   * Whose token it is, in one round trip, and unless `touch` is false the session counts as used. A token that was
   * replaced longer than `graceMs` ago is a stolen one, and ends its session in this very step.
   */
  async verify(text: string, { touch = true }: { touch?: boolean } = {}): Promise<VerifyResult> {
    const result = await this.verifier.verify(text, touch);
    this.core.metrics.verified(result);
    return result;
  }

  /**
   * Gives the session another token and ends this one at once: after a change of rights, or with `reauthenticated`
   * when the user has proved again who they are. Undefined where the token is not, or no longer, a session's own.
   */
  async rotate(
    text: string,
    { reauthenticated = false }: { reauthenticated?: boolean } = {},
  ): Promise<IssuedSession | undefined> {
    return this.rotation.replace(text, { renewal: false, reauthenticated });
  }

  /**
   * Gives the session another token because this one is old. It stays good until the new one is used, and `graceMs`
   * longer, so that an answer which is lost logs nobody out. Of parallel callers one gets a token, the others undefined.
   */
  async renew(text: string): Promise<IssuedSession | undefined> {
    return this.rotation.replace(text, { renewal: true, reauthenticated: false });
  }

  /** A live session by its public id, not counted as used; undefined where there is none. */
  async read(sid: string): Promise<Session | undefined> {
    const place = this.core.places.ofSession(sid);
    const found = await readSession.run(this.core.replication.client, place, { serial: place.serial });
    return found && readRecord(sid, found.flat, found.endsAt).session;
  }

  /** The live sessions of a user, the latest login first. Two round trips; what ends between them is left out. */
  async list(userId: string): Promise<Session[]> {
    const place = this.core.places.ofUser(userId);
    const serials = await listSerials.run(this.core.replication.client, place, { userId });
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
    const { maxAttributes: maxFields, maxAttributeBytes: maxBytes } = this.core.options;
    const place = this.core.places.ofSession(sid);
    const removed = Object.keys(attributes).filter((name) => attributes[name] === null);
    const set = encodeAttributes(attributes, this.core.options);
    const found = await patchAttributes.run(
      this.core.replication.client,
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
    return this.revocation.session(sid, reason);
  }

  /** Ends all sessions of a user, or all but `except`, in one step; answers how many. */
  async revokeUser(
    userId: string,
    { except, reason = 'logout' }: { except?: string | undefined; reason?: string } = {},
  ): Promise<number> {
    return this.revocation.user(userId, reason, except);
  }

  /** Ends every session there is; answers how many. A step for each partition: a login beside it may fall on either side. */
  async revokeEveryone({ reason = 'everyone' }: { reason?: string } = {}): Promise<number> {
    return this.revocation.everyone(reason);
  }

  /** What this process has done with sessions since it started, for the option `sources` of the metrics. */
  metrics(): Metric[] {
    return this.core.metrics.read();
  }

  private livesOf({ remember }: SessionDetails): { idleMs: number; absoluteMs: number } {
    const { idleMs, absoluteMs, rememberIdleMs, rememberAbsoluteMs } = this.core.options;
    return remember ? { idleMs: rememberIdleMs, absoluteMs: rememberAbsoluteMs } : { idleMs, absoluteMs };
  }
}
