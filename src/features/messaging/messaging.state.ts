import type { GroupInfo } from './messaging.group.schemas.js';
import { placeOf, START } from './messaging.position.js';
import type { readGroup } from './scripts/index.js';

type Facts = NonNullable<Awaited<ReturnType<typeof readGroup.run>>>;

/** How far a group is, of what Redis says of it. */
export function infoOf(topic: string, name: string, facts: Facts): GroupInfo {
  const { last, state, oldest, leased, retry, ...counts } = facts;
  const number = (field: string) => Number(state.get(field) ?? 0);
  return {
    name,
    topic,
    leaseMs: number('leaseMs'),
    maxDeliveries: number('maxDeliveries'),
    lag: Math.max(0, placeOf(last).sequence - placeOf(state.get('cursor') ?? START).sequence),
    delivered: leased,
    retrying: retry,
    ...counts,
    oldestAt: oldest ? placeOf(oldest).at : null,
    totals: {
      acknowledged: number('acknowledged'),
      dead: number('dead'),
      lost: number('lost'),
      dropped: number('dropped'),
    },
  };
}
