import { channel, type Channel } from 'node:diagnostics_channel';

/** One number, with the labels that tell it from its neighbours: few values each, never an id or a key. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
  /** Of a histogram: how many were at most as long as the label `le` says, the sum of all, or how many they are. */
  readonly part?: 'bucket' | 'sum' | 'count';
}

/** What a feature tells of itself when it is asked, in the terms of Prometheus. */
export interface Metric {
  /** `rookery_<feature>_<what>_<unit>`, `_total` at the end of a counter. */
  readonly name: string;
  readonly help: string;
  /** A counter only grows, but for a restart; a gauge goes up and down; each sample of a histogram says which `part` it is. */
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: readonly Sample[];
}

/** Asked at each scrape. One that throws costs its own metrics, no others. */
export type MetricSource = () => Promise<readonly Metric[]> | readonly Metric[];

/**
 * A stream of measurements inside the process. Whoever measures asks {@link wanted} first, so that a measurement
 * which nobody reads costs a comparison. It is a `node:diagnostics_channel`, open to tools of the host app too.
 */
export class Measurements<T extends object> {
  private readonly channel: Channel;

  constructor(readonly name: `rookery:${string}`) {
    this.channel = channel(name);
  }

  /** Whether anybody listens. */
  get wanted(): boolean {
    return this.channel.hasSubscribers;
  }

  publish(measurement: T): void {
    this.channel.publish(measurement);
  }

  /** Calls `listener` with each measurement until the returned function is called. */
  subscribe(listener: (measurement: T) => void): () => void {
    const onMessage = (message: unknown) => listener(message as T);
    this.channel.subscribe(onMessage);
    return () => {
      this.channel.unsubscribe(onMessage);
    };
  }
}

/** Every HTTP request that was answered; `route` is the route's template, `none` where no route fits. */
export const httpRequests = new Measurements<{
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}>('rookery:http');

/** Every message of the Redis transport that a handler has dealt with. */
export const rpcMessages = new Measurements<{
  readonly pattern: string;
  readonly outcome: 'ok' | 'error';
  readonly ms: number;
}>('rookery:rpc');

/** One of every {@link COMMANDS_PER_SAMPLE} commands sent to Redis, with the time until its reply; a script by its name. */
export const redisCommands = new Measurements<{
  readonly command: string;
  readonly outcome: 'ok' | 'error';
  readonly ms: number;
}>('rookery:redis');

/** Timing each command would cost more than some commands do. */
export const COMMANDS_PER_SAMPLE = 16;
