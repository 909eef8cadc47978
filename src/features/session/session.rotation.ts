import { Injectable } from '@nestjs/common';
import { rotateToken } from './scripts/index.js';
import { SessionMetrics } from './session.metrics.js';
import { sessionOptions, type SessionOptions } from './session.options.js';
import { eventsEach, SessionPartitions } from './session.partitions.js';
import { readRecord } from './session.record.js';
import { SessionReplication } from './session.replication.js';
import type { IssuedSession } from './session.results.js';
import { readToken, TokenMacs, withNewSecret } from './session.token.js';

/** Gives sessions other tokens. */
@Injectable()
export class SessionRotation {
  constructor(
    private readonly places: SessionPartitions,
    private readonly macs: TokenMacs,
    private readonly replication: SessionReplication,
    private readonly metrics: SessionMetrics,
    @sessionOptions.inject() private readonly options: SessionOptions,
  ) {}

  /**
   * Replaces a token by another, which is undefined where this one is not, or no longer, its session's. With `renewal` the
   * one before stays good until the new one is used.
   */
  async replace(
    text: string,
    { renewal, reauthenticated }: { renewal: boolean; reauthenticated: boolean },
  ): Promise<IssuedSession | undefined> {
    const token = readToken(text);
    if (!token) return undefined;
    const place = this.places.ofSession(token.sid);
    const next = withNewSecret(token.sid);
    const args = {
      ...this.macs.both(token),
      renewal: renewal ? 1 : 0,
      reauthenticated: reauthenticated ? 1 : 0,
      serial: place.serial,
      newMac: this.macs.of(next),
      graceMs: this.options.graceMs,
      eventsKept: eventsEach(this.options),
    };
    const rotated = await this.replication.run(place.session, async (client) =>
      rotateToken.run(client, place, args),
    );
    if (!rotated) return undefined;
    this.metrics.count(renewal ? 'renewed' : 'rotated');
    return { token: next.text, session: readRecord(token.sid, rotated.flat, rotated.endsAt).session };
  }
}
