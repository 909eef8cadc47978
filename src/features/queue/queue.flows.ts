import { childInfo, childrenOf } from './queue.children.js';
import type { Courier } from './queue.courier.js';
import {
  batchInput,
  childrenQuery,
  flowInput,
  type BatchInput,
  type ChildrenPage,
  type ChildrenQuery,
  type FlowChild,
  type FlowIds,
  type FlowInput,
} from './queue.flow.schemas.js';
import type { JobOptions } from './queue.job.schemas.js';
import type { Letter, Node } from './queue.letter.js';
import type { Kinship, Row } from './queue.record.js';
import type { JobInfo } from './queue.schemas.js';
import type { Shard } from './queue.shard.js';

/** A queue in which jobs of a flow are. */
interface Place {
  readonly name: string;
  shardOf(id: string): Shard;
  addRows(rows: readonly Row[], how: { letIn: boolean }): Promise<void>;
  get(id: string): Promise<JobInfo | undefined>;
  rowOf(job: { name: string; data?: unknown; options?: JobOptions | undefined }, kin?: Kinship): Row;
}

interface Parts {
  readonly queueOf: (name: string) => Place;
  readonly courier: Courier;
  readonly register: () => Promise<void>;
}

type Spec = Omit<FlowChild, 'onFailure' | 'queue'>;

/** Jobs that wait for others, and jobs that are watched together. */
export class Flows {
  constructor(
    private readonly queue: Place,
    private readonly parts: Parts,
  ) {}

  /** Adds a job and all that have to end before it begins. */
  async add(input: FlowInput): Promise<FlowIds> {
    const node = this.nodeOf(this.queue, flowInput.parse(input));
    if (await this.send(node)) return idsOf(this.queue.name, node);
    const { id } = node.row;
    const children = await childrenOf(this.queue.shardOf(id), id);
    return {
      queue: this.queue.name,
      id,
      children: children.map((child) => ({ ...placeOf(child), children: [] })),
    };
  }

  /** Adds jobs, and one that is completed when they have ended; answers the ids of that and of those. */
  async addBatch(input: BatchInput): Promise<{ id: string; ids: string[] }> {
    const { id, name, data, jobs, onSuccess, onFailure, onComplete } = batchInput.parse(input);
    const children = jobs.map((job) => ({ ...job, onFailure: 'ignore' as const }));
    const node = this.nodeOf(this.queue, { name, data, options: id === undefined ? {} : { id }, children });
    const own = node.row.id;
    const callbacks: Record<string, Letter> = {};
    for (const [kind, job] of Object.entries({
      success: onSuccess,
      failure: onFailure,
      complete: onComplete,
    }))
      if (job) {
        // Added twice it is there once.
        const options: JobOptions = { ...job.options, id: `${own}:${kind}` };
        callbacks[kind] = this.letterTo(this.queueOf(job.queue), { ...job, options }, {});
      }
    const batch = { ...node, flow: { isBatch: true, children: node.flow?.children ?? [], callbacks } };
    const isNew = await this.send(batch);
    const jobsOf = isNew
      ? batch.flow.children.map(({ child }) => child)
      : await childrenOf(this.queue.shardOf(own), own);
    return { id: own, ids: jobsOf.map((job) => job.id) };
  }

  /** A page of the children of a job, and how many there are; undefined for a job that has none. */
  async children(id: string, query: ChildrenQuery): Promise<ChildrenPage | undefined> {
    const { limit, cursor = '0' } = childrenQuery.parse(query);
    const page = await this.queue.shardOf(id).kin.read(id, Number(cursor), limit);
    if (!page) return undefined;
    const { count, left, failed, children } = page;
    const next = Number(cursor) + children.length;
    return {
      count,
      left,
      failed,
      items: children.map(childInfo),
      nextCursor: next < count ? String(next) : null,
    };
  }

  private async send(node: Node): Promise<boolean> {
    const [isNew] = await Promise.all([this.parts.courier.addFlow(this.queue, node), this.parts.register()]);
    return isNew;
  }

  private nodeOf(queue: Place, { children, ...job }: Spec, kin?: Kinship): Node {
    const row = queue.rowOf(job, kin);
    if (!children) return { row };
    const below = children.map((spec, at) => {
      const { queue: name, onFailure = 'fail', ...rest } = spec;
      const parent = { queue: queue.name, id: row.id, at };
      const letter = this.letterTo(this.queueOf(name ?? queue.name), rest, { parent });
      return { child: { queue: letter.to, id: letter.node.row.id, onFailure }, letter };
    });
    return { row, flow: { isBatch: false, children: below, callbacks: {} } };
  }

  private letterTo(queue: Place, spec: Spec, kin: Kinship) {
    return { to: queue.name, node: this.nodeOf(queue, spec, kin) };
  }

  private queueOf(name?: string): Place {
    return name === undefined || name === this.queue.name ? this.queue : this.parts.queueOf(name);
  }
}

const placeOf = ({ queue, id }: { queue: string; id: string }) => ({ queue, id });

const idsOf = (queue: string, { row, flow }: Node): FlowIds => ({
  queue,
  id: row.id,
  children: (flow?.children ?? []).flatMap(({ letter }) =>
    'node' in letter ? [idsOf(letter.to, letter.node)] : [],
  ),
});
