import { rotateToken } from './scripts/index.js';
import type { SessionCore } from './session.core.js';
import { readRecord } from './session.record.js';
import type { IssuedSession } from './session.results.js';
import { readToken, withNewSecret } from './session.token.js';

/** Gives sessions other tokens. */
export class SessionRotation {
  constructor(private readonly core: SessionCore) {}

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
    const { places, macs, replication, metrics, options, eventsKept } = this.core;
    const place = places.ofSession(token.sid);
    const next = withNewSecret(token.sid);
    const args = {
      ...macs.both(token),
      renewal: renewal ? 1 : 0,
      reauthenticated: reauthenticated ? 1 : 0,
      serial: place.serial,
      newMac: macs.of(next),
      graceMs: options.graceMs,
      eventsKept,
    };
    const rotated = await replication.run(place.session, async (client) =>
      rotateToken.run(client, place, args),
    );
    if (!rotated) return undefined;
    metrics.count(renewal ? 'renewed' : 'rotated');
    return { token: next.text, session: readRecord(token.sid, rotated.flat, rotated.endsAt).session };
  }
}
