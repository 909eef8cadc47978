import type { AppError } from '../../kernel/errors.js';
import type { TraceHeaders } from '../../kernel/tracing.js';
import { PayloadTooLargeError } from './queue.errors.js';
import { slotOf } from './queue.ids.js';
import type { Backoff, JobOptions, Kept } from './queue.job.schemas.js';

/** The job that waits for another one, and the number of that. */
export interface ParentRef {
  readonly queue: string;
  readonly id: string;
  readonly at: number;
  /** Whether it is in the same shard, so that the script that ends this one tells it. */
  readonly isNear?: true;
}

/** How a job comes to its queue that is part of a flow or a batch. */
export interface Kinship {
  readonly parent?: ParentRef;
}

/** What is kept of a job's options: what matters once it is in the queue. */
export interface StoredOptions {
  readonly priority?: number;
  readonly attempts?: number;
  readonly backoff?: Backoff;
  readonly timeoutMs?: number;
  readonly group?: string;
  /** How long after it was added it could be run, and from which instant on. */
  readonly delayMs?: number;
  readonly runAt?: number;
  /** `[ms, count]` for each end. */
  readonly keep?: { completed?: [number, number]; dead?: [number, number] };
  /** The job that waits for it, and which of its children it is. */
  readonly parent?: ParentRef;
  /** The trace in which it was added. */
  readonly trace?: TraceHeaders;
}

/** A job to be added, with its place as add-jobs.lua has it. */
export interface Row {
  readonly id: string;
  readonly record: string;
  readonly place: string;
  /** Until when it has to have begun or ended, as deadlines.lua has it. */
  readonly limits?: readonly string[];
}

/** A job as its record in Redis says. */
export interface JobRecord {
  readonly name: string;
  readonly data: unknown;
  readonly options: StoredOptions;
  readonly createdAt: number;
}

/** What has happened to a job until now; none of it for a job that nothing has happened to. */
export interface JobFacts {
  /** Attempts that failed. */
  readonly failures?: number;
  /** Attempts of which nobody told how they ended. */
  readonly lost?: number;
  readonly errors?: readonly { readonly at: number; readonly attempt: number; readonly error: string }[];
  readonly progress?: string;
  readonly result?: string;
  readonly finishedAt?: number;
  /** Results of steps by their names, as JSON. */
  readonly steps?: Readonly<Record<string, string>>;
  readonly checkpoint?: string;
}

const NO_OPTIONS: StoredOptions = {};

/** Digits of the instant of creation, in front of each record: epoch milliseconds. */
const INSTANT_LENGTH = 13;

/**
 * A record without its instant, which is put in front by Redis' own clock: options as JSON or nothing, the name as JSON,
 * data as JSON, a line each. JSON as it is written here holds no line breaks.
 *
 * @throws PayloadTooLargeError
 */
export function encodeRecord(
  job: { name: string; data: unknown; options: string },
  maxBytes: number,
): string {
  return `${job.options}\n${encodeName(job.name)}\n${encodePayload(job.data, maxBytes)}`;
}

/** Any JSON value as text; undefined counts as null. */
export function encodePayload(value: unknown, maxBytes: number): string {
  const json = JSON.stringify(value) ?? 'null';
  // A character of UTF-16 is at most three bytes of UTF-8: short texts need no counting.
  if (json.length * 3 > maxBytes && Buffer.byteLength(json) > maxBytes)
    throw new PayloadTooLargeError(maxBytes);
  return json;
}

/** The part of a job's options that is kept, with the trace it is added in, as JSON; empty when there is none of it. */
export function encodeOptions(options: JobOptions, trace?: TraceHeaders, parent?: ParentRef): string {
  const { priority, attempts, backoff, timeoutMs, retention, delayMs, runAt, group } = options;
  const keep = retention && { completed: pair(retention.completed), dead: pair(retention.dead) };
  // What is undefined is left out.
  const json = JSON.stringify({
    priority: priority || undefined,
    attempts,
    backoff,
    timeoutMs,
    delayMs: delayMs || undefined,
    runAt,
    group,
    keep,
    parent,
    trace,
  });
  return json === '{}' ? '' : json;
}

const pair = (kept: Kept | undefined): [number, number] | undefined => kept && [kept.ageMs, kept.count];

export function decodeRecord(record: string): JobRecord {
  const optionsEnd = record.indexOf('\n', INSTANT_LENGTH);
  const nameEnd = record.indexOf('\n', optionsEnd + 1);
  return {
    name: decodeName(record.slice(optionsEnd + 1, nameEnd)),
    data: JSON.parse(record.slice(nameEnd + 1)),
    options:
      optionsEnd === INSTANT_LENGTH
        ? NO_OPTIONS
        : (JSON.parse(record.slice(INSTANT_LENGTH, optionsEnd)) as StoredOptions),
    createdAt: Number(record.slice(0, INSTANT_LENGTH)),
  };
}

/** The instant from which on a job could be run for the first time, by the clock of Redis. */
export const readyAtOf = (
  id: string,
  { createdAt, options }: Pick<JobRecord, 'createdAt' | 'options'>,
): number => Math.max(createdAt, slotOf(id) ?? 0, options.runAt ?? 0) + (options.delayMs ?? 0);

export const decodeFacts = (json: string | null | undefined): JobFacts =>
  json ? (JSON.parse(json) as JobFacts) : NO_FACTS;

const NO_FACTS: JobFacts = {};

/** The number of the attempt that begins now, from 1. */
export const attemptOf = ({ failures = 0, lost = 0 }: JobFacts): number => failures + lost + 1;

// A queue has few names and many jobs.
const names = new Map<string, string>();
const MAX_NAMES = 1000;

function remember(key: string, value: string): string {
  if (names.size >= MAX_NAMES) names.clear();
  names.set(key, value);
  return value;
}

const decodeName = (json: string): string => names.get(json) ?? remember(json, JSON.parse(json) as string);
const encodeName = (name: string): string => (/^[\w .:-]*$/.test(name) ? `"${name}"` : JSON.stringify(name));

/** An error of ours as it is kept where no code of the job's has thrown it. */
export const encodeError = ({ name, code, message }: AppError): string =>
  JSON.stringify({ name, code, message });

const MAX_ERROR_CHARS = 4000;

/** What is kept of an error: name, message, code and stack, of bounded length. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(String(error).slice(0, MAX_ERROR_CHARS));
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return JSON.stringify({
    name,
    message: message.slice(0, MAX_ERROR_CHARS),
    ...(code && { code }),
    stack: stack?.slice(0, MAX_ERROR_CHARS),
  });
}
