import { InvalidInputError } from '../../kernel/errors.js';
import type { ActiveUsersQuery } from './analytics.report.schemas.js';
import type { TrackInput, Tracked } from './analytics.schemas.js';
import type { AnalyticsService } from './analytics.service.js';
import type { Visitor } from './analytics.visitors.js';

/** Counts what a body holds. Where nothing of it could be taken that is an error; a part of a batch is told in the answer. */
export async function tracked(
  analytics: AnalyticsService,
  { site, input, visitor }: { site: string; input: TrackInput; visitor: Visitor | undefined },
): Promise<Tracked> {
  const batch = 'events' in input && Array.isArray(input.events);
  const answer = batch
    ? await analytics.track(site, input.events, { id: input.id, visitor })
    : await analytics.track(site, [input], { visitor });
  if (answer.accepted === 0) {
    const issues = (answer.errors ?? []).map(({ index, path, message }) => ({
      path: batch ? `events.${index}.${path}` : path,
      message,
    }));
    throw new InvalidInputError('No event could be taken', issues);
  }
  return answer;
}

/** Active users of one day, or of each day of a range. */
export async function active(analytics: AnalyticsService, site: string, query: ActiveUsersQuery) {
  if (query.from === undefined && query.to === undefined) return analytics.activeUsers(site, query);
  return { items: await analytics.activeUsersByDay(site, query), nextCursor: null };
}
