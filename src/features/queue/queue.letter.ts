import type { Row } from './queue.record.js';
import type { Child } from './scripts/index.js';

/** A job to be added, and those that it waits for. */
export interface Node {
  readonly row: Row;
  readonly flow?: {
    /** Not run, but completed with its children. */
    readonly isBatch: boolean;
    readonly children: readonly { readonly child: Child; readonly letter: Letter }[];
    readonly callbacks: Readonly<Record<string, Letter>>;
  };
}

/** How a child has ended, as note-children.lua takes it. */
export interface Notice {
  readonly parent: string;
  readonly at: number;
  readonly ending: 'completed' | 'dead';
  readonly json: string;
}

/** What is to be told to another queue: a job to be added there, or how the child of one has ended. As JSON in the outbox. */
export type Letter = { readonly to: string; readonly node: Node } | ({ readonly to: string } & Notice);

/** At which end of an outbox something lies: what was put there just now, or long ago. Others may have piled up in between. */
export type End = 'head' | 'tail';

/** Who delivers what lies in the outboxes of shards, and looks after the jobs there that wait for others. */
export interface Carrier<Shard> {
  deliver(from: Shard, texts: readonly string[]): Promise<boolean>;
  lookAfter(from: Shard, parents: readonly string[]): Promise<void>;
}
