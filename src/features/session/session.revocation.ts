import { Injectable } from '@nestjs/common';
import { revokeEveryone, revokeSession, revokeUser } from './scripts/index.js';
import { SessionMetrics } from './session.metrics.js';
import { sessionOptions, type SessionOptions } from './session.options.js';
import { eventsEach, SessionPartitions, type UserPlace } from './session.partitions.js';
import { SessionReplication } from './session.replication.js';

/** Ends sessions: one, a user's, all. */
@Injectable()
export class SessionRevocation {
  /** What the events of a partition are cut to. */
  private readonly eventsKept: number;

  constructor(
    private readonly places: SessionPartitions,
    private readonly replication: SessionReplication,
    private readonly metrics: SessionMetrics,
    @sessionOptions.inject() options: SessionOptions,
  ) {
    this.eventsKept = eventsEach(options);
  }

  /** Ends a session; false where it had ended already. */
  async session(sid: string, why: string): Promise<boolean> {
    const place = this.places.ofSession(sid);
    const args = { serial: place.serial, why, eventsKept: this.eventsKept };
    const ended = await this.replication.run(place.session, async (client) =>
      revokeSession.run(client, place, args),
    );
    this.metrics.count('revoked', ended ? 1 : 0);
    return ended;
  }

  /** Ends all sessions of a user, or all but `except`; answers how many. */
  async user(userId: string, why: string, except?: string): Promise<number> {
    const place = this.places.ofUser(userId);
    const stays = except?.startsWith(place.owner) ? except.slice(place.owner.length) : '';
    const ended = await this.replication.run(place.user, async (client) =>
      revokeUser.run(client, place, { userId, except: stays, why, eventsKept: this.eventsKept }),
    );
    this.metrics.count('revoked', ended.length);
    await this.remove(place, ended);
    return ended.length;
  }

  /** Ends every session there is, a step for each partition; answers how many. */
  async everyone(why: string): Promise<number> {
    const counts = await Promise.all(
      this.places.all.map(async (place) =>
        this.replication.run(place.expiry, async (client) =>
          revokeEveryone.run(client, place, { why, eventsKept: this.eventsKept }),
        ),
      ),
    );
    const ended = counts.reduce((sum, count) => sum + count, 0);
    this.metrics.count('revoked', ended);
    return ended;
  }

  /** Removes the hashes of sessions that have ended. They are dead already, and run out by themselves if this fails. */
  async remove(place: UserPlace, serials: readonly string[]): Promise<void> {
    if (serials.length === 0) return;
    const hashes = this.places.sessionsOf(place, serials);
    await this.replication.client.unlink(...hashes).catch(() => undefined);
  }
}
