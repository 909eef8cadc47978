import type { z } from 'zod';
import { traceHeaders } from '../../kernel/tracing.js';
import { GroupShardError } from './queue.errors.js';
import { groupJobId, nextId, placingPart, uniqueJobId } from './queue.ids.js';
import { jobOptions, type JobOptions, type Kept } from './queue.job.schemas.js';
import { encodeOptions, encodeRecord, type Kinship, type ParentRef, type Row } from './queue.record.js';

/** A job to be added. */
export interface NewJob<Name extends string = string, Data = unknown> {
  readonly name: Name;
  readonly data?: Data;
  readonly options?: JobOptions | undefined;
}

/** A row with its unique key, if it has one. */
export type UniqueRow = Row & { readonly unique?: Checked['unique'] };
type Checked = z.output<typeof jobOptions>;

type KeepSettings = Readonly<
  Record<'keepCompletedMs' | 'keepCompletedCount' | 'keepDeadMs' | 'keepDeadCount', number>
>;

/** What the queue says of a job that comes to it. */
interface Queued {
  readonly name: string;
  readonly settings: KeepSettings & { readonly shards: number; readonly maxPayloadBytes: number };
}

/** A job as the scripts take it; with `kin` where it comes with a flow or a batch. @throws PayloadTooLargeError, GroupShardError */
export function rowOf({ name, data, options }: NewJob, queue: Queued, kin?: Kinship): UniqueRow {
  const { shards, maxPayloadBytes: maxBytes } = queue.settings;
  if (!options && !kin) {
    const trace = traceHeaders();
    const kept = trace ? encodeOptions({}, trace) : '';
    return {
      id: nextId(),
      record: encodeRecord({ name, data, options: kept }, maxBytes),
      place: '',
    };
  }
  const checked = options ? jobOptions.parse(options) : NO_OPTIONS;
  const id = idOf(checked, shards);
  const record = encodeRecord({ name, data, options: keptOf(checked, { id, queue, kin }) }, maxBytes);
  const row = { id, record, place: placeOf(checked), limits: limitsOf(checked) };
  return checked.unique ? { ...row, unique: checked.unique } : row;
}

const NO_OPTIONS: Checked = {};

/** @throws GroupShardError */
function idOf({ unique, id: own, group }: Checked, shards: number): string {
  const id = unique ? uniqueJobId(unique.key) : (own ?? newId(group, shards));
  assertInGroup(id, group, shards);
  return id;
}

/** What of its options goes with a job. */
function keptOf(
  options: Checked,
  { id, queue, kin }: { id: string; queue: Queued; kin: Kinship | undefined },
): string {
  const trace = traceHeaders();
  if (!kin) return encodeOptions(options, trace);
  const parent = kin.parent && nearOrFar(kin.parent, id, queue);
  return encodeOptions(parent?.isNear ? options : lasting(options, queue.settings), trace, parent);
}

function nearOrFar(parent: ParentRef, id: string, { name, settings: { shards } }: Queued): ParentRef {
  const isNear = parent.queue === name && shardIndexOf(parent.id, shards) === shardIndexOf(id, shards);
  return isNear ? { ...parent, isNear } : parent;
}

const LASTING_MS = 60_000;
const LASTING_COUNT = 1000;

const longer = ({ ageMs, count }: Kept): Kept => ({
  ageMs: Math.max(ageMs, LASTING_MS),
  count: Math.max(count, LASTING_COUNT),
});

/** What comes by letter may come twice: it has to be known for a while after its end, or it would be added twice. */
function lasting(options: Checked, settings: KeepSettings): Checked {
  const { keepCompletedMs, keepCompletedCount, keepDeadMs, keepDeadCount } = settings;
  const completed = options.retention?.completed ?? { ageMs: keepCompletedMs, count: keepCompletedCount };
  const dead = options.retention?.dead ?? { ageMs: keepDeadMs, count: keepDeadCount };
  return { ...options, retention: { completed: longer(completed), dead: longer(dead) } };
}

const newId = (group: string | undefined, shards: number): string =>
  group !== undefined && shards > 1 ? groupJobId(group) : nextId();

/** All jobs of a group are in one shard, which is found by the id alone. @throws GroupShardError */
function assertInGroup(id: string, group: string | undefined, shards: number): void {
  if (group !== undefined && shards > 1 && placingPart(id) !== placingPart(groupJobId(group)))
    throw new GroupShardError();
}

function placeOf({ delayMs, runAt, priority, lifo, group }: JobOptions): string {
  if (runAt !== undefined) return `a${runAt}`;
  if (delayMs) return `d${delayMs}`;
  if (group !== undefined) return `g${priority || (lifo ? 'h' : '')} ${group}`;
  if (priority) return `p${priority}`;
  return lifo ? 'head' : '';
}

/** Limits in time, which begin when the job is due. */
function limitsOf({ startWithinMs, endWithinMs, delayMs = 0, runAt = 0 }: JobOptions): string[] {
  const limits = { s: startWithinMs, e: endWithinMs };
  return Object.entries(limits).flatMap(([kind, ms]) =>
    ms === undefined ? [] : [`${kind}${ms + delayMs} ${runAt}`],
  );
}

/** In which shard a job is. */
export const shardIndexOf = (id: string, shards: number): number =>
  shards === 1 ? 0 : hash(placingPart(id)) % shards;

/** FNV-1a, 32 bits: ids that differ in their last character only are spread well. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
