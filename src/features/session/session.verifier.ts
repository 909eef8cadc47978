import { Injectable } from '@nestjs/common';
import { verifySession } from './scripts/index.js';
import { SessionActivities } from './session.activity.js';
import { SessionMetrics } from './session.metrics.js';
import { sessionOptions, type SessionOptions } from './session.options.js';
import { eventsEach, SessionPartitions } from './session.partitions.js';
import { readRecord, type SessionRecord } from './session.record.js';
import { SessionReplication } from './session.replication.js';
import type { VerifyResult } from './session.results.js';
import { ownerOf, readToken, TokenMacs } from './session.token.js';

/** Says whose a token is. */
@Injectable()
export class SessionVerifier {
  constructor(
    private readonly places: SessionPartitions,
    private readonly macs: TokenMacs,
    private readonly replication: SessionReplication,
    private readonly activities: SessionActivities,
    private readonly metrics: SessionMetrics,
    @sessionOptions.inject() private readonly options: SessionOptions,
  ) {}

  /** See `SessionService.verify`. */
  async verify(text: string, touch: boolean): Promise<VerifyResult> {
    const result = await this.check(text, touch);
    this.metrics.verified(result);
    return result;
  }

  private async check(text: string, touch: boolean): Promise<VerifyResult> {
    const token = readToken(text);
    if (!token) return { active: false, reason: 'malformed' };
    const { touchIntervalMs, onLimit, graceMs } = this.options;
    const place = this.places.ofSession(token.sid);
    const found = await verifySession.run(this.replication.client, place, {
      ...this.macs.both(token),
      serial: place.serial,
      touchMs: touch ? touchIntervalMs : -1,
      byUse: onLimit === 'lru' ? 1 : 0,
      graceMs,
      eventsKept: eventsEach(this.options),
    });
    // It has ended in that step. Its hash goes with a write that says when a replica has what came before it.
    if (found.refused === 'reused')
      await this.replication.run(place.session, async (client) => client.unlink(place.session));
    if (found.refused !== undefined) return { active: false, reason: found.refused };
    const { session, ...age } = readRecord(token.sid, found.flat, found.endsAt);
    // The MAC covers the owner: a hash that names another user was written by somebody else.
    if (ownerOf(session.userId) !== place.owner) return { active: false, reason: 'ended' };
    if (found.touched) {
      session.lastSeenAt = found.now;
      this.activities.tell(session.userId, found.now);
    }
    return { active: true, session, renewDue: this.isRenewDue(found, age), at: found.now };
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
}
