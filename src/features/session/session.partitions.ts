import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { sessionKeys } from './session.keys.js';
import { ownerOf, partitionOf, PARTITIONS, partsOf } from './session.token.js';

/** The keys that all users of a partition share. */
export interface Partition {
  readonly expiry: string;
  readonly online: string;
  readonly seen: string;
  readonly events: string;
}

/** The keys around a user. */
export interface UserPlace extends Partition {
  readonly user: string;
  readonly owner: string;
  readonly partition: number;
}

/** The keys around a session, and what tells it from others of its user. */
export interface SessionPlace extends UserPlace {
  readonly session: string;
  readonly serial: string;
}

/** Where users and their sessions live: a user with all sessions in one of {@link PARTITIONS} places. */
@Injectable()
export class SessionPartitions {
  readonly all: readonly Partition[];
  /** Whether no call reaches two of them: on a Cluster they are in different slots. */
  readonly areApart: boolean;
  private readonly keys;
  private readonly roots: readonly { readonly session: string; readonly user: string }[];

  constructor(redis: RedisConnection) {
    this.areApart = redis.isCluster;
    this.keys = sessionKeys(redis.keys('session'));
    const numbers = Array.from({ length: PARTITIONS }, (_, partition) => partition);
    this.all = numbers.map((partition) => ({
      expiry: this.keys.expiry(partition),
      online: this.keys.online(partition),
      seen: this.keys.seen(partition),
      events: this.keys.events(partition),
    }));
    // Each request needs these two with another ending.
    this.roots = numbers.map((partition) => ({
      session: this.keys.session(partition, ''),
      user: this.keys.user(partition, ''),
    }));
  }

  ofUser(userId: string): UserPlace {
    return this.around(ownerOf(userId));
  }

  ofSession(sid: string): SessionPlace {
    const { owner, serial } = partsOf(sid);
    const { expiry, online, seen, events, user, partition } = this.around(owner);
    const session = (this.roots[partition]?.session ?? '') + sid;
    // Written out, as `around` is: each request needs one, and copying one object into another takes longer.
    return { expiry, online, seen, events, user, owner, partition, serial, session };
  }

  /** The hashes of sessions of a user, by their serials. */
  sessionsOf({ owner, partition }: UserPlace, serials: readonly string[]): string[] {
    return serials.map((serial) => this.keys.session(partition, owner + serial));
  }

  private around(owner: string): UserPlace {
    const partition = partitionOf(owner);
    const shared = this.all[partition];
    const root = this.roots[partition];
    if (!shared || !root) throw new RangeError(`There is no partition ${partition}`);
    const { expiry, online, seen, events } = shared;
    return { expiry, online, seen, events, user: root.user + owner, owner, partition };
  }
}
