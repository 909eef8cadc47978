import type { SessionCore } from './session.core.js';
import { readFields, type SessionFields, type SessionRecord } from './session.record.js';
import type { VerifyResult } from './session.results.js';
import { ownerOf, readToken } from './session.token.js';
import { Verifications } from './session.verifications.js';

/** Says whose a token is. */
export class SessionVerifier {
  private readonly verifications: Verifications;

  constructor(private readonly core: SessionCore) {
    this.verifications = new Verifications(core);
  }

  /** See `SessionService.verify`. */
  async verify(text: string, touch: boolean): Promise<VerifyResult> {
    const result = await this.check(text, touch);
    this.core.metrics.verified(result);
    return result;
  }

  private async check(text: string, touch: boolean): Promise<VerifyResult> {
    const token = readToken(text);
    if (!token) return { active: false, reason: 'malformed' };
    const { places, macs, replication, activities, options } = this.core;
    const place = places.ofSession(token.sid);
    const { mac, oldMac } = macs.both(token);
    const found = await this.verifications.ask({
      place,
      mac,
      oldMac,
      touchMs: touch ? options.touchIntervalMs : -1,
    });
    // It has ended in that step. Its hash goes with a write that says when a replica has what came before it.
    if (found.refused === 'reused')
      await replication.run(place.session, async (client) => client.unlink(place.session));
    if (found.refused !== undefined) return { active: false, reason: found.refused };
    const { session, ...age } = readFields(token.sid, JSON.parse(found.json) as SessionFields, found.endsAt);
    // The MAC covers the owner: a hash that names another user was written by somebody else.
    if (ownerOf(session.userId) !== place.owner) return { active: false, reason: 'ended' };
    if (found.touched) {
      session.lastSeenAt = found.now;
      activities.tell(session.userId, found.now);
    }
    return { active: true, session, renewDue: this.isRenewDue(found, age), at: found.now };
  }

  /** A current token is due when it is old; one that was renewed, when the new one has not come back for `graceMs`. */
  private isRenewDue(
    { now, by }: { now: number; by: 'current' | 'previous' },
    { rotatedAt, unconfirmed }: Pick<SessionRecord, 'rotatedAt' | 'unconfirmed'>,
  ): boolean {
    const { renewAfterMs, graceMs } = this.core.options;
    const age = now - rotatedAt;
    return by === 'current' ? age >= renewAfterMs : unconfirmed && age >= graceMs;
  }
}
