import type { SessionCore } from './session.core.js';
import { readFields, type SessionRecord } from './session.record.js';
import type { VerifyResult } from './session.results.js';
import { ownerOf, readToken } from './session.token.js';
import { Verifications, type Answer } from './session.verifications.js';

/** Says whose a token is. */
export class SessionVerifier {
  private readonly verifications: Verifications;

  constructor(private readonly core: SessionCore) {
    this.verifications = new Verifications(core);
  }

  /** See `SessionService.verify`. */
  async verify(text: string, touch: boolean): Promise<VerifyResult> {
    const token = readToken(text);
    if (!token) return { active: false, reason: 'malformed' };
    const { places, macs, replication, activities } = this.core;
    const place = places.ofSession(token.sid);
    const { mac, oldMac } = macs.both(token);
    const answer = Promise.withResolvers<Answer>();
    this.verifications.ask({ place, mac, oldMac, touch, answer });
    const { now, verdict } = await answer.promise;
    // It has ended in that step. Its hash goes with a write that says when a replica has what came before it.
    if (verdict === 'reused')
      await replication.run(place.session, async (client) => client.unlink(place.session));
    if (typeof verdict === 'string') return { active: false, reason: verdict };
    const [by, endsAt, touched, fields] = verdict;
    const record = readFields(token.sid, fields, endsAt);
    const { session } = record;
    // The MAC covers the owner: a hash that names another user was written by somebody else.
    if (ownerOf(session.userId) !== place.owner) return { active: false, reason: 'ended' };
    if (touched === 1) {
      session.lastSeenAt = now;
      activities.tell(session.userId, now);
    }
    return { active: true, session, renewDue: this.isRenewDue(record, by, now), at: now };
  }

  /** A current token is due when it is old; one that was renewed, when the new one has not come back for `graceMs`. */
  private isRenewDue(
    { rotatedAt, unconfirmed }: SessionRecord,
    by: 'current' | 'previous',
    now: number,
  ): boolean {
    const { renewAfterMs, graceMs } = this.core.options;
    const age = now - rotatedAt;
    return by === 'current' ? age >= renewAfterMs : unconfirmed && age >= graceMs;
  }
}
