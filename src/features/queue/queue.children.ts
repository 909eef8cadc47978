import type { ChildInfo } from './queue.flow.schemas.js';
import type { Child } from './scripts/index.js';
import type { Shard } from './queue.shard.js';

const STEP = 100;

/** All children of a job, in the order in which they were given; none for a job that has none. */
export async function childrenOf(shard: Shard, id: string): Promise<ChildInfo[]> {
  const all: ChildInfo[] = [];
  for (;;) {
    const page = await shard.kin.read(id, all.length, STEP);
    if (!page) return all;
    all.push(...page.children.map(childInfo));
    if (all.length >= page.count || page.children.length === 0) return all;
  }
}

/** A child as callers see it. */
export function childInfo({ queue, id, onFailure, state, json = 'null' }: Child): ChildInfo {
  const value: unknown = JSON.parse(json);
  return {
    queue,
    id,
    onFailure,
    state: state ?? 'open',
    result: state === 'completed' ? value : null,
    error: state === 'dead' ? value : null,
  };
}
