import { z } from 'zod';
import { jsonValue, nameOf, pageLimit } from '../../kernel/schema.js';
import { jobId, jobOptionsShape, type JobOptions } from './queue.job.schemas.js';
import { jobName, MAX_BATCH, queueName } from './queue.schemas.js';

/** How deep children may have children. */
const MAX_DEPTH = 5;

type ChildOptions = Omit<JobOptions, 'unique'>;

/** A job to be added for another one. */
export interface FlowChild {
  /** That of its parent unless told. */
  readonly queue?: string | undefined;
  readonly name: string;
  readonly data?: unknown;
  readonly options?: ChildOptions | undefined;
  /** What its failure means for its parent: it fails, too; it counts as ended; or the parent goes on at once. */
  readonly onFailure?: 'fail' | 'ignore' | 'continue' | undefined;
  readonly children?: readonly FlowChild[] | undefined;
}

const anyOptions = z.strictObject(jobOptionsShape).omit({ unique: true });
type Due = { readonly delayMs?: number | undefined; readonly runAt?: number | undefined };
const isDueOnce = ({ delayMs, runAt }: Due): boolean => delayMs === undefined || runAt === undefined;
const dueOnce = { path: ['runAt'], message: 'excludes delayMs' };
const leafOptions = anyOptions.refine(isDueOnce, dueOnce);

const parentOptions = z
  .strictObject(jobOptionsShape)
  .omit({ unique: true, delayMs: true, runAt: true, lifo: true });

const jobShape = {
  name: jobName,
  data: jsonValue.optional(),
};

const childShape = {
  queue: queueName.optional().describe('Its queue; that of its parent unless told'),
  ...jobShape,
  onFailure: z
    .enum(['fail', 'ignore', 'continue'])
    .optional()
    .describe(
      'When it is dead: its parent is dead, too (unless told); it counts as ended; or its parent goes on at once',
    ),
};

const leaf = z.strictObject({ ...childShape, options: leafOptions.optional() });
const parentOf = (below: z.ZodType<FlowChild, FlowChild>) =>
  z.strictObject({
    ...childShape,
    options: parentOptions.optional(),
    children: z.array(below).min(1).max(MAX_BATCH),
  });

let child: z.ZodType<FlowChild, FlowChild> = leaf;
for (let depth = 1; depth < MAX_DEPTH; depth++) child = z.union([leaf, parentOf(child)]);

const countOf = (children: readonly FlowChild[] = []): number =>
  children.reduce((sum, { children: below }) => sum + 1 + countOf(below), 0);
const isSmall = ({ children }: { children: readonly FlowChild[] }): boolean => countOf(children) <= MAX_BATCH;
const small = { path: ['children'], message: `must not be more than ${MAX_BATCH} in all` };

const flowShape = {
  ...jobShape,
  options: parentOptions.optional(),
  children: z.array(child).min(1).max(MAX_BATCH).describe('Jobs that have to end before it begins'),
};

export const flowInput = z
  .strictObject(flowShape)
  .refine(isSmall, small)
  .meta({
    id: 'Flow',
    example: {
      name: 'publish',
      children: [
        { queue: 'images', name: 'resize' },
        { name: 'index', onFailure: 'ignore' },
      ],
    },
  });
/** A job with those that have to end before it begins. */
export type FlowInput = z.input<typeof flowInput>;

/** Where the jobs of a flow are. */
export interface FlowIds {
  readonly queue: string;
  readonly id: string;
  readonly children: readonly FlowIds[];
}

export const flowOutput = z
  .strictObject({
    queue: z.string(),
    id: z.string(),
    children: z.array(z.unknown()).describe('The same of each child'),
  })
  .meta({ id: 'FlowAdded', example: { queue: 'pages', id: 'q0Zk3vXw1a2', children: [] } });

const callback = z.strictObject({
  queue: queueName.optional(),
  ...jobShape,
  options: anyOptions.omit({ id: true }).refine(isDueOnce, dueOnce).optional(),
});

const batchShape = {
  id: nameOf('a batch id', 100).optional().describe('An id of your own: adding it again adds nothing'),
  name: jobName.default('batch'),
  data: jsonValue.optional(),
  jobs: z
    .array(leaf.omit({ onFailure: true }))
    .min(1)
    .max(MAX_BATCH),
  onSuccess: callback.optional().describe('Added when all have completed'),
  onFailure: callback.optional().describe('Added when the first one is dead'),
  onComplete: callback.optional().describe('Added when all have ended, however'),
};

export const batchInput = z.strictObject(batchShape).meta({
  id: 'Batch',
  example: { jobs: [{ name: 'import', data: { row: 1 } }], onComplete: { name: 'report' } },
});
/** Jobs that are watched together. */
export type BatchInput = z.input<typeof batchInput>;

export const batchOutput = z
  .strictObject({ id: z.string(), ids: z.array(z.string()) })
  .meta({ id: 'BatchAdded', example: { id: 'q0Zk3vXw1a2', ids: ['q0Zk3vXw1a3'] } });

export const childrenQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a cursor as it was answered')
    .optional()
    .describe('`nextCursor` of the page before'),
});
/** Which of the children of a job are asked for. */
export type ChildrenQuery = z.input<typeof childrenQuery>;

const childInfo = z.strictObject({
  queue: z.string(),
  id: z.string(),
  onFailure: z.enum(['fail', 'ignore', 'continue']),
  state: z.enum(['open', 'completed', 'dead']),
  result: z.unknown().describe('Of a completed one'),
  error: z.unknown().describe('Of a dead one'),
});
/** A child of a job, and how it has ended. */
export type ChildInfo = z.output<typeof childInfo>;

const count = z.int().min(0);

export const childrenOutput = z
  .strictObject({
    count,
    left: count.describe('How many have not ended'),
    failed: count.describe('How many were dead when they ended'),
    items: z.array(childInfo),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'JobChildren', example: { count: 2, left: 1, failed: 0, items: [], nextCursor: null } });
/** A page of the children of a job. */
export type ChildrenPage = z.output<typeof childrenOutput>;

/** All queues that a flow or a batch names, before anything of it is checked: a confined key must have them all. */
export function queuesIn(input: Readonly<Record<string, unknown>>): unknown[] {
  const names: unknown[] = [input['queue']];
  const { children, jobs, onSuccess, onFailure, onComplete } = input;
  const left: unknown[] = [children, jobs, onSuccess, onFailure, onComplete];
  for (let next = left.pop(); left.length > 0 || next !== undefined; next = left.pop()) {
    if (Array.isArray(next)) for (const one of next as unknown[]) left.push(one);
    else if (typeof next === 'object' && next !== null) {
      const { queue, children: below } = next as Record<string, unknown>;
      if (queue !== undefined) names.push(queue);
      left.push(below);
    }
  }
  return names;
}

// Over the Redis transport the path's parameters travel in the message.
export const flowMessage = z.strictObject({ queue: queueName, ...flowShape }).refine(isSmall, small);
export type FlowMessage = z.output<typeof flowMessage>;
export const batchMessage = z.strictObject({ queue: queueName, ...batchShape });
export type BatchMessage = z.output<typeof batchMessage>;
export const childrenMessage = childrenQuery.extend({ queue: queueName, id: jobId });
export type ChildrenMessage = z.output<typeof childrenMessage>;
