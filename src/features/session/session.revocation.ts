import { revokeEveryone, revokeSession, revokeUser } from './scripts/index.js';
import type { SessionCore } from './session.core.js';
import type { UserPlace } from './session.partitions.js';

/** Ends sessions: one, a user's, all. */
export class SessionRevocation {
  constructor(private readonly core: SessionCore) {}

  /** Ends a session; false where it had ended already. */
  async session(sid: string, why: string): Promise<boolean> {
    const place = this.core.places.ofSession(sid);
    const args = { serial: place.serial, why, eventsKept: this.core.eventsKept };
    const ended = await this.core.replication.run(place.session, async (client) =>
      revokeSession.run(client, place, args),
    );
    this.core.metrics.count('revoked', ended ? 1 : 0);
    return ended;
  }

  /** Ends all sessions of a user, or all but `except`; answers how many. */
  async user(userId: string, why: string, except?: string): Promise<number> {
    const place = this.core.places.ofUser(userId);
    const stays = except?.startsWith(place.owner) ? except.slice(place.owner.length) : '';
    const ended = await this.core.replication.run(place.user, async (client) =>
      revokeUser.run(client, place, { userId, except: stays, why, eventsKept: this.core.eventsKept }),
    );
    this.core.metrics.count('revoked', ended.length);
    await this.remove(place, ended);
    return ended.length;
  }

  /** Ends every session there is, a step for each partition; answers how many. */
  async everyone(why: string): Promise<number> {
    const counts = await Promise.all(
      this.core.places.all.map(async (place) =>
        this.core.replication.run(place.expiry, async (client) =>
          revokeEveryone.run(client, place, { why, eventsKept: this.core.eventsKept }),
        ),
      ),
    );
    const ended = counts.reduce((sum, count) => sum + count, 0);
    this.core.metrics.count('revoked', ended);
    return ended;
  }

  /** Removes the hashes of sessions that have ended. They are dead already, and run out by themselves if this fails. */
  async remove(place: UserPlace, serials: readonly string[]): Promise<void> {
    if (serials.length === 0) return;
    const hashes = this.core.places.sessionsOf(place, serials);
    await this.core.replication.client.unlink(...hashes).catch(() => undefined);
  }
}
