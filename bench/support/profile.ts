import type { Row } from './rounds.js';

/** A profile as Node's `--cpu-prof` writes it, as far as it is read here. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SMALLEST = 1;

/**
 * The part of the busy time that each package, or part of Node, was at the top of the stack; the largest first. What
 * was before `fromMs` of the process' life, its start, does not count.
 */
export function whereTimeGoes({ nodes, samples, timeDeltas }: Profile, fromMs = 0): Row[] {
  const placeOf = new Map(nodes.map(({ id, callFrame }) => [id, place(callFrame)]));
  const spent = new Map<string, number>();
  let nowUs = 0;
  for (const [i, node] of samples.entries()) {
    nowUs += timeDeltas[i] ?? 0;
    if (nowUs < fromMs * 1000) continue;
    const where = placeOf.get(node) ?? 'unknown';
    spent.set(where, (spent.get(where) ?? 0) + (timeDeltas[i] ?? 0));
  }
  spent.delete('(idle)');
  const total = [...spent.values()].reduce((sum, us) => sum + us, 0);
  return [...spent]
    .map(([name, us]) => ({ name, value: (us / total) * 100 }))
    .filter(({ value }) => value >= SMALLEST)
    .toSorted((a, b) => b.value - a.value);
}

function place({ functionName, url }: Profile['nodes'][number]['callFrame']): string {
  if (!url) return functionName.startsWith('(') ? functionName : 'built into V8 and Node, C++';
  if (url.startsWith('node:')) return `Node: ${url.split('/').slice(0, 2).join('/').replace('node:', '')}`;
  const [, dependency] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  return dependency ?? `Rookery: ${/\/dist\/([^/]+(?:\/[^/]+)?)/.exec(url)?.[1] ?? 'other'}`;
}
