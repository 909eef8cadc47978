import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { AppError } from '../../kernel/errors.js';
import { ChildGoneError } from './queue.errors.js';
import { layOut } from './queue.layout.js';
import { encodeError, type Row } from './queue.record.js';
import type { JobInfo } from './queue.schemas.js';
import type { Carrier, End, Letter, Node, Notice } from './queue.letter.js';
import type { Shard } from './queue.shard.js';
import type { Child } from './scripts/index.js';

/** A queue to which something is told. */
interface Receiver {
  readonly name: string;
  shardOf(id: string): Shard;
  addRows(rows: readonly Row[], how: { letIn: boolean }): Promise<void>;
  get(id: string): Promise<JobInfo | undefined>;
}

interface Sent {
  readonly text: string;
  readonly letter: Letter;
}

/** The outbox of a shard, and at which end of it what is told lies. */
interface Outbox {
  readonly from: Shard;
  readonly end: End;
}

const PAGE = 100;

/**
 * Tells queues what others have for them. What one script cannot do, because the keys are in other slots, it puts into the outbox of
 * its own, in the same step; whoever works on that queue delivers it, and takes it off when that is done. So it is told at least
 * once, whoever dies when, and told twice it counts once: jobs by their ids, ends by the number of the child.
 */
export class Courier implements Carrier<Shard> {
  private readonly logger = new Logger('Queue');

  constructor(private readonly queueOf: (name: string) => Receiver) {}

  /** Delivers what is in the outbox of a shard; false where some of it cannot be delivered now, and stays there. */
  async deliver(from: Shard, texts: readonly string[], end: End = 'head'): Promise<boolean> {
    const sent = texts.map((text) => ({ text, letter: JSON.parse(text) as Letter }));
    const byQueue = Map.groupBy(sent, ({ letter }) => letter.to);
    const told = await Promise.all(
      [...byQueue].map(async ([to, part]) => this.deliverTo(to, part, { from, end })),
    );
    return told.every(Boolean);
  }

  /**
   * Looks after jobs that wait for their children: for what nobody could tell them, since it was removed with its queue, or lost in
   * a failover. Nothing may be in the outbox of the shard, or it would miss children that have yet to be added.
   */
  async lookAfter(from: Shard, parents: readonly string[]): Promise<void> {
    // Who cannot be asked now is asked the next time.
    await Promise.allSettled(parents.map(async (parent) => this.lookAfterOne(from, parent)));
  }

  private async lookAfterOne(from: Shard, parent: string): Promise<void> {
    for (let at = 0, more = true; more; at += PAGE) {
      const page = await from.kin.read(parent, at, PAGE);
      const open = (page?.children ?? []).flatMap((child, i) => (child.state ? [] : [{ child, at: at + i }]));
      const ends = await Promise.all(open.map(async (one) => this.endOf(parent, one)));
      await note(from, ends.flat());
      more = page?.children.length === PAGE;
    }
  }

  private async deliverTo(to: string, part: readonly Sent[], { from, end }: Outbox): Promise<boolean> {
    try {
      const queue = this.queueOf(to);
      const letters = part.map(({ letter }) => letter);
      await this.add(
        queue,
        letters.flatMap((letter) => ('node' in letter ? [letter.node] : [])),
      );
      const notices = letters.flatMap((letter) => ('node' in letter ? [] : [letter]));
      const byShard = Map.groupBy(notices, ({ parent }) => queue.shardOf(parent));
      await Promise.all([...byShard].map(async ([shard, some]) => note(shard, some)));
    } catch (error) {
      if (!isHopeless(error)) return false;
      this.logger.error(`Nobody can be told, as there can be no queue "${to}": ${String(error)}`);
    }
    const texts = part.map(({ text }) => text);
    return from.kin.clear(texts, end).then(
      () => true,
      () => false,
    );
  }

  private async add(queue: Receiver, nodes: readonly Node[]): Promise<void> {
    const shards = new Set(nodes.map(({ row }) => queue.shardOf(row.id)));
    await Promise.all([...shards].map(async (shard) => shard.kin.link()));
    const rows = nodes.flatMap(({ row, flow }) => (flow ? [] : [row]));
    if (rows.length > 0) await queue.addRows(rows, { letIn: true });
    await Promise.all(nodes.map(async (node) => node.flow && this.addFlow(queue, node)));
  }

  /** Adds a job that waits for others, and those: all in its shard in one step, and then the others; false where it is there already. */
  async addFlow(queue: Receiver, node: Node): Promise<boolean> {
    const shard = queue.shardOf(node.row.id);
    const { rows, letters } = layOut(node, (to, id) => to === queue.name && queue.shardOf(id) === shard);
    const known = await shard.kin.add(rows);
    // Of those that were there already, letters are in the outbox, or told.
    const fresh = letters.flatMap(({ owner, text }) => (known.includes(owner) ? [] : [text]));
    if (fresh.length > 0) await this.deliver(shard, fresh, 'tail');
    return !known.includes(node.row.id);
  }

  private async endOf(parent: string, { child, at }: { child: Child; at: number }): Promise<Notice[]> {
    const queue = this.queueOf(child.queue);
    const job = await queue.get(child.id);
    if (job?.state === 'completed')
      return [{ parent, at, ending: 'completed', json: JSON.stringify(job.result) }];
    if (job?.state === 'dead')
      return [{ parent, at, ending: 'dead', json: JSON.stringify(job.errors.at(-1)?.error ?? null) }];
    if (job) return [];
    // What is still in its outbox comes first: of two ends the first counts.
    await queue.shardOf(child.id).flush();
    return [{ parent, at, ending: 'dead', json: encodeError(new ChildGoneError()) }];
  }
}

async function note(shard: Shard, notices: readonly Notice[]): Promise<void> {
  if (notices.length > 0 && (await shard.kin.note(notices))) await shard.nudge();
}

/** Whether to try again would be in vain. */
const isHopeless = (error: unknown): boolean =>
  error instanceof z.ZodError || (error instanceof AppError && error.kind === 'invalid');
