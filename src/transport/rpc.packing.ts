import type { RedisConnection } from '../redis/index.js';
import { rpcKeys } from './rpc.keys.js';

/** A server that cannot read packed requests, and has just begun to listen, is noticed after this long. */
const GOOD_FOR_MS = 1000;
/** So many channels are remembered; more are learned anew. */
const MAX_CHANNELS = 10_000;

interface Known {
  readonly askedAt: number;
  /** Who reads packed requests: all who hear the channel, or others as well; not known before that is answered. */
  readers?: 'all' | 'some';
}

/**
 * Whether requests for a pattern may travel packed, several in a message: where everybody who hears its channel hears the packed one
 * as well. Then it is this project's servers alone that serve it; a server of Nest's own among them has to hear each request as it
 * knows it.
 */
export class RpcPacking {
  private readonly keys;
  private readonly known = new Map<string, Known>();

  constructor(private readonly connection: RedisConnection) {
    this.keys = rpcKeys(connection.keys('rpc'));
  }

  /** Where to publish packed requests for what `channel` serves; undefined where nobody, or not everybody, reads those. */
  channelFor(channel: string): string | undefined {
    const known = this.known.get(channel);
    return known?.readers === 'all' && performance.now() - known.askedAt < GOOD_FOR_MS
      ? this.keys.packed(channel)
      : undefined;
  }

  /** Whether somebody hears the channel who does not read packed requests, and may not know of inboxes. */
  isMixed(channel: string): boolean {
    return this.known.get(channel)?.readers === 'some';
  }

  /** Takes note of how many heard what was published on `channel`, and asks how many of those read packed requests. */
  async learn(channel: string, listeners: number): Promise<void> {
    const askedAt = performance.now();
    const before = this.known.get(channel);
    // On a Cluster a node counts its own clients alone.
    if (this.connection.isCluster || (before && askedAt - before.askedAt < GOOD_FOR_MS)) return;
    if (this.known.size >= MAX_CHANNELS) this.known.clear();
    const known: Known = { askedAt };
    this.known.set(channel, known);
    const packed = this.keys.packed(channel);
    const reply = (await this.connection.client.pubsub('NUMSUB', packed).catch(() => [])) as unknown[];
    known.readers = listeners > 0 && Number(reply[1]) === listeners ? 'all' : 'some';
  }

  /** Nobody heard what was packed: it is asked anew. */
  forget(channel: string): void {
    this.known.delete(channel);
  }
}
