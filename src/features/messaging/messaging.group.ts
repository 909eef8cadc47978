import type { RedisConnection } from '../../redis/index.js';
import { GroupNotFoundError, TooManyGroupsError } from './messaging.errors.js';
import type {
  DeadLetter,
  DeadPage,
  DeadQuery,
  Delivered,
  Extended,
  ExtendInput,
  GroupInfo,
  GroupInput,
  NackInput,
  Pulled,
  PullInput,
  RedriveInput,
  Settled,
} from './messaging.group.schemas.js';
import { groupName } from './messaging.group.schemas.js';
import { messagingKeys, type GroupKeys, type TopicKeys } from './messaging.keys.js';
import { decodeMessage } from './messaging.message.js';
import type { TopicSettings } from './messaging.options.js';
import { START } from './messaging.position.js';
import { rowOf, settledOf, type Outcome } from './messaging.receipt.js';
import { infoOf } from './messaging.state.js';
import { lookAgain, type Found } from './messaging.waiting.js';
import {
  createGroup,
  deleteGroup,
  dropLetters,
  extendMessages,
  listDead,
  pullMessages,
  readGroup,
  redriveMessages,
  settleMessages,
  tendGroup,
} from './scripts/index.js';

const MAX_GROUPS = 100;

/** How many leases end, and how many keys go on, in one step of a pull. */
const STEP = 500;

/** What a group works with of its topic. */
export interface GroupedTopic {
  readonly name: string;
  readonly keys: TopicKeys;
  readonly redis: RedisConnection;
  /** The channel on which Redis says that there is more. */
  readonly news: string;
  readonly settings: TopicSettings;
  readonly context: { readonly register: () => Promise<void> };
}

/**
 * Consumers that share the messages of a topic: each message goes to one of them, under a lease, until one acknowledges it.
 * Of messages with the same key the next one is delivered when the one before is acknowledged or dead.
 */
export class Group<T = unknown> {
  readonly keys: GroupKeys & TopicKeys;

  constructor(
    readonly name: string,
    readonly topic: GroupedTopic,
  ) {
    groupName.parse(name);
    const keys = messagingKeys(topic.redis.keys('messaging'));
    this.keys = { ...keys.group(topic.name, name), ...topic.keys };
  }

  /**
   * Makes the group, or changes the settings of one that is there; where a group is it stays. Answers whether it is new.
   *
   * @throws TooManyGroupsError
   */
  async create({ from = 'end', leaseMs, maxDeliveries }: GroupInput = {}): Promise<boolean> {
    const { settings, context } = this.topic;
    await context.register();
    const made = await createGroup.run(this.client, this.keys, {
      group: this.name,
      from: from === 'start' ? START : from,
      leaseMs: leaseMs ?? '',
      maxDeliveries: maxDeliveries ?? '',
      thenLeaseMs: settings.leaseMs,
      thenMax: settings.maxDeliveries,
      maxGroups: MAX_GROUPS,
    });
    if (!made) throw new TooManyGroupsError(MAX_GROUPS);
    return made.created;
  }

  /** How far the group is. @throws GroupNotFoundError */
  async info(): Promise<GroupInfo> {
    const [, facts] = await Promise.all([
      this.tend(),
      readGroup.run(this.client, this.keys, { group: this.name }),
    ]);
    if (!facts) throw new GroupNotFoundError();
    return infoOf(this.topic.name, this.name, facts);
  }

  /** How many dead letters it has. */
  async countDead(): Promise<number> {
    const [, dead] = await Promise.all([this.tend(), this.client.zcard(this.keys.dead)]);
    return dead;
  }

  /** Removes the group with what it had not acknowledged and its dead letters; answers whether it was there. */
  async delete(): Promise<boolean> {
    const own = Object.values(
      messagingKeys(this.topic.redis.keys('messaging')).group(this.topic.name, this.name),
    );
    return deleteGroup.run(this.client, this.keys, { group: this.name }, { keys: own });
  }

  /**
   * Gets up to `max` messages; with none there, waits up to `waitMs` for one. They are the caller's for `leaseMs`. `signal`
   * says that the caller has gone: what was found for it goes back at once, not counted against the message.
   *
   * @throws GroupNotFoundError
   */
  async pull(input: PullInput = {}, signal?: AbortSignal): Promise<Pulled<T>> {
    const { max, leaseMs, waitMs = 0 } = input;
    const look = async () => this.take(max, leaseMs);
    const first = await look();
    const isEnough = first.messages.length > 0 || waitMs === 0 || signal?.aborted;
    const listen = async (call: () => void) => this.listen(call);
    const { dueInMs: _, ...pulled } = isEnough ? first : await lookAgain(look, { listen, waitMs, signal });
    return signal?.aborted ? this.release(pulled) : pulled;
  }

  /** Says that messages are done; each answer says whether the message was still the caller's. */
  async ack(receipts: readonly string[]): Promise<Settled[]> {
    return this.settle(receipts.map((receipt) => ({ receipt, verb: 'ack' })));
  }

  /** Says that messages are not done: they come again after `delayMs`, or are dead at once. */
  async nack({ receipts, delayMs = 0, dead = false, reason = '' }: NackInput): Promise<Settled[]> {
    return this.settle(
      receipts.map((receipt) => ({ receipt, verb: dead ? 'dead' : 'nack', delayMs, reason })),
    );
  }

  /** Takes what came of several messages, in one step. */
  async settle(outcomes: readonly Outcome[]): Promise<Settled[]> {
    const rows = outcomes.flatMap(({ receipt, verb, delayMs = 0, reason = '' }) => [
      ...rowOf(receipt),
      verb,
      delayMs,
      reason,
    ]);
    const accepted = await settleMessages.run(
      this.client,
      this.keys,
      { news: this.topic.news },
      { args: rows },
    );
    return outcomes.map(({ receipt }, i) => settledOf(receipt, accepted[i] === true));
  }

  /** Prolongs the leases of messages that are still the caller's, from now. */
  async extend({ receipts, leaseMs = 0 }: ExtendInput): Promise<Extended> {
    const rows = receipts.flatMap(rowOf);
    const { leaseUntilAt, held } = await extendMessages.run(
      this.client,
      this.keys,
      { leaseMs },
      { args: rows },
    );
    return { leaseUntilAt, results: receipts.map((receipt, i) => settledOf(receipt, held[i] === true)) };
  }

  /** A page of dead letters, in the order of their topic. */
  async dead({ limit = 50, cursor = '0' }: DeadQuery = {}): Promise<DeadPage<T>> {
    const [, letters] = await Promise.all([
      this.tend(),
      listDead.run(this.client, this.keys, { after: cursor, limit }),
    ]);
    const items = letters.map(({ id, fields, deliveries, reason, at }) => ({
      ...(decodeMessage([id, fields]) as DeadLetter<T>),
      deliveries,
      reason,
      deadAt: at,
    }));
    const last = items.length === Number(limit) ? items.at(-1) : undefined;
    return { items, nextCursor: last ? String(last.sequence) : null };
  }

  /** Lets dead letters be delivered again; answers how many. */
  async redrive({ ids = [], limit = 1000 }: RedriveInput = {}): Promise<number> {
    await this.tend();
    return redriveMessages.run(this.client, this.keys, { limit, news: this.topic.news }, { args: ids });
  }

  /** Removes dead letters for good; answers how many of them there were. */
  async drop(ids: readonly string[]): Promise<number> {
    await this.tend();
    return dropLetters.run(this.client, this.keys, {}, { args: ids });
  }

  /** Calls `onNews` when there may be messages, until what it returns is called. */
  async listen(onNews: () => void): Promise<() => Promise<void>> {
    return this.topic.redis.subscriptions.subscribe(this.topic.news, onNews, onNews);
  }

  /** What there is now. One connection, so what is due is done before. */
  async take(max = 1, leaseMs = 0): Promise<Found<T>> {
    const { maxUnsettled } = this.topic.settings;
    const [, found] = await Promise.all([
      this.tend(),
      pullMessages.run(this.client, this.keys, { group: this.name, max, leaseMs, maxUnsettled }),
    ]);
    if (!found) throw new GroupNotFoundError();
    const { deliveries, ...rest } = found;
    const messages = deliveries.map(([id, delivery, fields]) => ({
      ...(decodeMessage([id, fields]) as Delivered<T>),
      delivery,
      receipt: `${id}.${delivery}`,
    }));
    return { messages, ...rest };
  }

  private async release(pulled: Pulled<T>): Promise<Pulled<T>> {
    const { messages } = pulled;
    if (messages.length > 0) await this.settle(messages.map(({ receipt }) => ({ receipt, verb: 'release' })));
    return { ...pulled, messages: [] };
  }

  private async tend(): Promise<number> {
    return tendGroup.run(this.client, this.keys, { limit: STEP, maxDead: this.topic.settings.maxDead });
  }

  private get client() {
    return this.topic.redis.client;
  }
}
