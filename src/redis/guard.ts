import { Command, type Cluster, type Redis } from 'ioredis';
import { fromRedis, RedisUnavailableError } from './errors.js';
import { isSampled, measure } from './measure.js';

/** An ioredis client: one server (directly or found by Sentinel), or a Cluster. */
export type RedisClient = Redis | Cluster;

type SendCommand = Cluster['sendCommand'];

export interface GuardOptions {
  /** Longest time a command may take before its caller hears `REDIS_UNAVAILABLE`. */
  readonly deadlineMs: number;
  /** Whether the client is ours; one that the host app made is not changed, but wrapped. */
  readonly owned: boolean;
}

/**
 * Makes a client answer in time, always: a command that has no reply within the deadline fails with
 * {@link RedisUnavailableError}; while the server is known to be silent or away, commands fail at once instead of
 * queueing up; and no error of Redis or ioredis leaves it untranslated.
 *
 * Everything that ioredis sends passes `sendCommand`, so this one place covers commands, pipelines and scripts.
 */
export function guard(client: RedisClient, { deadlineMs, owned }: GuardOptions): RedisClient {
  const guarded: RedisClient = owned ? client : wrap(client);
  const send: SendCommand = client.sendCommand.bind(client);
  const watch = new Watch(client, send, deadlineMs);
  const sendGuarded: SendCommand = (command, stream, node) => {
    const reject = command.reject;
    command.reject = (error) => reject.call(command, fromRedis(error) as Error);
    if (watch.refuses(command)) {
      command.reject(new RedisUnavailableError());
      return command.promise;
    }
    watch.add(command);
    // Scripts are timed where their names are known.
    if (command.name !== 'evalsha' && isSampled()) measure(command.name, command.promise);
    return send(command, stream, node);
  };
  guarded.sendCommand = sendGuarded;
  return guarded;
}

/** A view of a client that can be given methods of its own, scripts above all, without touching the client. */
function wrap(client: RedisClient): RedisClient {
  const view = Object.create(client) as RedisClient & { scriptsSet: object };
  view.scriptsSet = { ...view.scriptsSet };
  return view;
}

// What ioredis itself sends while it connects; refusing these would keep it from ever coming back.
const HANDSHAKE = new Set(['hello', 'auth', 'select', 'client', 'info', 'readonly', 'cluster', 'ping']);

const TICK_MS = 50;

/** The commands on their way, in the order they were sent, each with the tick by which it has to be settled. */
class Watch {
  private readonly ticksAllowed: number;
  private queue: { readonly command: Command; readonly due: number }[] = [];
  private head = 0;
  private tick = 0;
  private timer: NodeJS.Timeout | undefined;
  private silent = false;
  private closes = 0;

  constructor(
    private readonly client: RedisClient,
    private readonly send: SendCommand,
    deadlineMs: number,
  ) {
    this.ticksAllowed = Math.max(1, Math.ceil(deadlineMs / TICK_MS));
    client.on('close', () => this.closes++);
    client.on('ready', () => {
      this.closes = 0;
      this.silent = false;
    });
  }

  /** The first reconnect of a lost connection is worth waiting for; after that, and while the server is silent, nothing is. */
  refuses(command: Command): boolean {
    return (this.silent || this.closes > 1) && !HANDSHAKE.has(command.name);
  }

  add(command: Command): void {
    this.forgetSettled();
    this.queue.push({ command, due: this.tick + this.ticksAllowed });
    this.timer ??= setInterval(() => {
      this.tick++;
      // Replies that wait in the socket while this process was busy are read first.
      setImmediate(() => this.failOverdue());
    }, TICK_MS).unref();
  }

  /** Replies come in order, so settled commands gather at the head: each add is O(1) over time. */
  private forgetSettled(): void {
    while (this.queue[this.head]?.command.isSettled) this.head++;
    if (this.head === this.queue.length) this.queue = [];
    else if (this.head > 512) this.queue = this.queue.slice(this.head);
    else return;
    this.head = 0;
  }

  private failOverdue(): void {
    const { queue } = this;
    for (let entry = queue[this.head]; entry && entry.due < this.tick; entry = queue[++this.head]) {
      if (entry.command.isSettled) continue;
      entry.command.reject(new RedisUnavailableError());
      this.suspect();
    }
    this.forgetSettled();
    if (this.queue.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** One server that is silent is silent for all; of a Cluster only a node may be, so there each command waits for itself. */
  private suspect(): void {
    if (this.silent || this.client.isCluster) return;
    this.silent = true;
    const probe = new Command('ping');
    this.send(probe);
    probe.promise.then(
      () => (this.silent = false),
      () => undefined, // the connection is gone; 'ready' clears the suspicion
    );
  }
}
