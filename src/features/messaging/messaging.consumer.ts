import { Logger } from '@nestjs/common';
import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { isTracing, linksTo, traced } from '../../kernel/tracing.js';
import { DeadLetterError } from './messaging.errors.js';
import type { Group } from './messaging.group.js';
import type { Delivered, GroupInput } from './messaging.group.schemas.js';
import type { Outcome } from './messaging.receipt.js';

/** A message as a handler gets it. */
export interface Handled<T = unknown> extends Delivered<T> {
  /** Aborted when the message is no longer this consumer's, or the process ends. */
  readonly signal: AbortSignal;
}

/** Handles a message: when it resolves the message is done, when it rejects the message comes again. */
export type TopicHandler<T = unknown> = (data: T, message: Handled<T>) => unknown;

/** How a consumer works. */
export interface ConsumerOptions extends GroupInput {
  /** How many messages are handled at the same time in this process. 10 unless told. */
  readonly concurrency?: number;
  /** Until a message comes again that could not be handled, in ms; doubled each time, up to a minute. 1000 unless told. */
  readonly backoffMs?: number;
}

/** How a consumer is. */
export interface ConsumerHealth {
  readonly topic: string;
  readonly group: string;
  /** `down` when Redis has not answered for two leases. */
  readonly status: 'up' | 'down';
  /** Since Redis last answered. */
  readonly silentMs: number;
  readonly running: number;
}

const DEFAULT_CONCURRENCY = 10;
const DEFAULT_BACKOFF_MS = 1000;
const MAX_BACKOFF_MS = 60_000;
const TRY_AGAIN_MS = 500;
const MAX_REASON = 1000;
/** What one script is given at a time, so that it keeps Redis busy for a moment only. */
const STEP = 1000;

/** A message that nobody told of is found after this. */
const LOOK_EVERY_MS = 5000;

/** Handles the messages of a group in this process, under leases that are renewed while a handler runs. */
export class Consumer<T = unknown> {
  private readonly logger: Logger;
  private readonly running = new Map<string, AbortController>();
  private readonly concurrency: number;
  private readonly stopping = new AbortController();
  private outcomes: Outcome[] = [];
  private called = Promise.withResolvers<void>();
  private unsubscribe: (() => Promise<void>) | undefined;
  private beat: NodeJS.Timeout | undefined;
  private leaseMs = 30_000;
  private lastContactAt = performance.now();
  private isTroubled = false;
  private readonly ended: Promise<void>;

  constructor(
    private readonly group: Group<T>,
    private readonly handler: TopicHandler<T>,
    private readonly options: ConsumerOptions = {},
  ) {
    this.logger = new Logger(`Topic:${group.topic.name}:${group.name}`);
    this.concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.ended = this.run();
  }

  get health(): ConsumerHealth {
    const silentMs = Math.round(performance.now() - this.lastContactAt);
    const status = silentMs < 2 * Math.max(this.leaseMs, LOOK_EVERY_MS) ? 'up' : 'down';
    return {
      topic: this.group.topic.name,
      group: this.group.name,
      status,
      silentMs,
      running: this.running.size,
    };
  }

  /**
   * Takes no more messages, lets handlers finish for up to `drainMs`, then aborts them and gives their messages back. Resolves
   * when Redis knows of all of it, or does not answer.
   */
  async stop(drainMs: number): Promise<void> {
    this.stopping.abort();
    this.call();
    await this.ended;
    clearInterval(this.beat);
    await this.unsubscribe?.().catch(() => undefined);
    await this.idle(drainMs);
    for (const [receipt, controller] of this.running) {
      controller.abort();
      this.outcomes.push({ receipt, verb: 'release' });
    }
    this.running.clear();
    try {
      while (this.outcomes.length > 0) await this.flush();
    } catch {
      // Redis does not answer: the leases end by themselves.
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        if (!this.unsubscribe) await this.prepare();
        this.called = Promise.withResolvers();
        const pauseMs = await this.step();
        if (pauseMs > 0) await this.pause(pauseMs);
      } catch (error) {
        this.noteTrouble(error);
        await this.pause(TRY_AGAIN_MS);
      }
    }
  }

  private async prepare(): Promise<void> {
    const { concurrency: _, backoffMs: __, ...settings } = this.options;
    await this.group.create(settings);
    this.leaseMs = (await this.group.info()).leaseMs;
    this.unsubscribe = await this.group.listen(() => this.call());
    this.beat = setInterval(() => void this.extend(), this.leaseMs / 3);
  }

  /** Settles what is done and takes what there is room for, in one round trip; answers for how long there is nothing to do. */
  private async step(): Promise<number> {
    const free = Math.min(STEP, this.concurrency - this.running.size);
    const [, found] = await Promise.all([this.flush(), free > 0 ? this.group.take(free) : undefined]);
    this.noteContact();
    for (const message of found?.messages ?? []) void this.handle(message);
    if (!found) return LOOK_EVERY_MS;
    if (found.messages.length > 0)
      return this.outcomes.length > 0 || found.messages.length === STEP ? 0 : LOOK_EVERY_MS;
    return found.dueInMs < 0 ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, found.dueInMs + 1);
  }

  private async handle(message: Delivered<T>): Promise<void> {
    const { receipt, data } = message;
    const controller = new AbortController();
    this.running.set(receipt, controller);
    const work = async () => this.handler(data, { ...message, signal: controller.signal });
    const outcome = await this.outcomeOf(async () => this.traced(message, work), message);
    // One that was taken away meanwhile is no longer ours to settle.
    if (!this.running.delete(receipt)) return;
    this.outcomes.push(outcome);
    this.call();
  }

  /** In a span of its own, linked to who published it: that may be long ago. */
  private async traced<R>({ id, delivery, headers }: Delivered<T>, work: () => Promise<R>): Promise<R> {
    if (!isTracing()) return work();
    const { name } = this.group.topic;
    const attributes = {
      'messaging.system': 'rookery',
      'messaging.destination.name': name,
      'messaging.consumer.group.name': this.group.name,
      'messaging.message.id': id,
      'rookery.message.delivery': delivery,
    };
    const start = { kind: SpanKind.CONSUMER, parent: ROOT_CONTEXT, attributes, links: linksTo(headers) };
    return traced(`process ${name}`, start, work);
  }

  private async outcomeOf(
    work: () => Promise<unknown>,
    { receipt, delivery }: Delivered<T>,
  ): Promise<Outcome> {
    try {
      await work();
      return { receipt, verb: 'ack' };
    } catch (error) {
      const reason = String(error).slice(0, MAX_REASON);
      if (error instanceof DeadLetterError) return { receipt, verb: 'dead', reason };
      const delayMs = Math.min(
        MAX_BACKOFF_MS,
        (this.options.backoffMs ?? DEFAULT_BACKOFF_MS) * 2 ** (delivery - 1),
      );
      return { receipt, verb: 'nack', delayMs, reason };
    }
  }

  /** What cannot be told now is told with the next step: a lease is longer than most outages. */
  private async flush(): Promise<void> {
    const outcomes = this.outcomes.splice(0, STEP);
    if (outcomes.length === 0) return;
    try {
      await this.group.settle(outcomes);
    } catch (error) {
      this.outcomes = [...outcomes, ...this.outcomes];
      throw error;
    }
  }

  private async extend(): Promise<void> {
    const running = [...this.running.keys()];
    try {
      for (let from = 0; from < running.length; from += STEP) {
        const { results } = await this.group.extend({ receipts: running.slice(from, from + STEP) });
        for (const { receipt } of results.filter(({ accepted }) => !accepted)) this.lose(receipt);
        this.noteContact();
      }
    } catch (error) {
      this.noteTrouble(error);
    }
  }

  private lose(receipt: string): void {
    this.running.get(receipt)?.abort();
    this.running.delete(receipt);
    this.call();
  }

  private call(): void {
    this.called.resolve();
  }

  private async pause(ms: number): Promise<void> {
    const timer = setTimeout(() => this.call(), ms);
    await this.called.promise;
    clearTimeout(timer);
  }

  private async idle(withinMs: number): Promise<void> {
    const endsAt = performance.now() + withinMs;
    while (this.running.size > 0 && performance.now() < endsAt) {
      this.called = Promise.withResolvers();
      await this.pause(endsAt - performance.now());
    }
  }

  private noteContact(): void {
    this.lastContactAt = performance.now();
    if (this.isTroubled) this.logger.log('Redis answers again; work goes on');
    this.isTroubled = false;
  }

  private noteTrouble(error: unknown): void {
    if (!this.isTroubled) this.logger.warn(`Messages wait until Redis answers: ${String(error)}`);
    this.isTroubled = true;
  }
}
