import { randomBytes } from 'node:crypto';

/** Names this process, new at each start: 60 random bits. */
export const processId = randomBytes(8).toString('base64url').slice(0, 10);

/** In the order of their bytes, so that ids of one process have the order in which they were given: Redis sorts by them what is due at once. */
const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** With 14 characters an id takes 16 bytes as a key of a hash, with one more 32. */
const FEWEST_DIGITS = 4;

let count = 0;

/** An id that nobody else gives: that of the process and a number. Costs some 50 ns where random bytes would cost 1 µs. */
export function nextId(): string {
  let digits = '';
  for (let rest = count++; rest > 0 || digits.length < FEWEST_DIGITS; rest = Math.floor(rest / 64))
    digits = DIGITS.charAt(rest % 64) + digits;
  return processId + digits;
}

const SCHEDULED = 'schedule:';

/** Id of the job of one slot of a schedule. */
export const slotJobId = (scheduleId: string, slotAt: number): string =>
  `${SCHEDULED}${scheduleId}:${slotAt}`;

/** The slot that a job is of; undefined for all that no schedule has added. */
export function slotOf(jobId: string): number | undefined {
  const at = jobId.startsWith(SCHEDULED) ? /:(\d+)$/.exec(jobId)?.[1] : undefined;
  return at === undefined ? undefined : Number(at);
}

const UNIQUE = 'unique:';

/** Id of a job that has a unique key. */
export const uniqueJobId = (key: string): string => `${UNIQUE}${key}:${nextId()}`;

const GROUPED = 'group:';

/** Id of a job of a group in a sharded queue. */
export const groupJobId = (group: string): string => `${GROUPED}${group}:${nextId()}`;

const PLACING = [SCHEDULED, UNIQUE, GROUPED];

/** The part of an id that decides in which shard it is: that of all jobs of a schedule, of a unique key, or of a group, is the same. */
export const placingPart = (jobId: string): string =>
  PLACING.some((prefix) => jobId.startsWith(prefix)) ? jobId.slice(0, jobId.lastIndexOf(':')) : jobId;
