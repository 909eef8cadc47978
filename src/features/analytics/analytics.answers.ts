import { InvalidInputError } from '../../kernel/errors.js';
import { csvOf } from './analytics.csv.js';
import type { TrackOptions } from './analytics.ingest.js';
import type { ActiveUsersQuery, RetentionAnswer } from './analytics.people.schemas.js';

import type { TrackInput, Tracked } from './analytics.schemas.js';
import type { AnalyticsService } from './analytics.service.js';

/** Counts what a body holds. */
export async function tracked(
  analytics: AnalyticsService,
  { site, input, ...from }: { site: string; input: TrackInput } & Pick<TrackOptions, 'visitor' | 'page'>,
): Promise<Tracked> {
  const batch = 'events' in input && Array.isArray(input.events);
  const answer = batch
    ? await analytics.track(site, input.events, { id: input.id, ...from })
    : await analytics.track(site, [input], from);
  return orRefused(answer, batch);
}

/** What was taken. Where it is nothing that is an error; a part of a batch is told in the answer. */
export function orRefused(answer: Tracked, batch: boolean): Tracked {
  if (answer.accepted > 0) return answer;
  const issues = (answer.errors ?? []).map(({ index, path, message }) => ({
    path: batch ? `events.${index}.${path}` : path,
    message,
  }));
  throw new InvalidInputError('No event could be taken', issues);
}

/** Active users of one day, or of each day of a range. */
export async function active(analytics: AnalyticsService, site: string, query: ActiveUsersQuery) {
  if (query.from === undefined && query.to === undefined) return analytics.activeUsers(site, query);
  return { items: await analytics.activeUsersByDay(site, query), nextCursor: null };
}

/** The part of a response that both Fastify and Express have. */
export interface Reply {
  header(name: string, value: string): unknown;
}

interface Asked {
  readonly format: 'json' | 'csv';
  readonly reply: Reply;
}

/** Answers a list as it is, or as CSV with these columns. */
export function inFormat<T extends { items: readonly object[] }>(
  answer: T,
  { format, reply, columns }: Asked & { columns: readonly string[] },
): T | string {
  return format === 'json' ? answer : asCsv(reply, answer.items as CsvRows, columns);
}

/** Cohorts as they are, or as CSV with a column for each period after the first. */
export function cohortsIn(answer: RetentionAnswer, { format, reply }: Asked): RetentionAnswer | string {
  if (format === 'json') return answer;
  const names = (answer.items[0]?.returned ?? []).map((_, i) => (i === 0 ? 'users' : `${answer.unit} ${i}`));
  const rows = answer.items.map(({ cohort, returned }) => ({
    cohort,
    ...Object.fromEntries(returned.map((count, i) => [names[i], count])),
  }));
  return asCsv(reply, rows, ['cohort', ...names]);
}

type CsvRows = Parameters<typeof csvOf>[0];

function asCsv(reply: Reply, rows: CsvRows, columns: readonly string[]): string {
  reply.header('content-type', 'text/csv; charset=utf-8');
  return csvOf(rows, columns);
}
