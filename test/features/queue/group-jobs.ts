import type { Queue, QueueService } from '../../../src/features/queue/index.js';

/** So many jobs of a group, whose data are their numbers. */
export const of = (group: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({ name: 'job', data: n, options: { group } }));

/** Leases jobs one by one, and answers their groups. */
export async function turnsOf(queues: QueueService, queue: Queue, count: number): Promise<string[]> {
  const seen: string[] = [];
  for (let i = 0; i < count; i++)
    for (const { id } of await queues.leases(queue.name).lease())
      seen.push((await queue.get(id))?.group ?? '-');
  return seen;
}
