import type { Node } from './queue.letter.js';

/** A flow as add-flow.lua takes it, with the letters among that, and the job that waits for what each of them adds. */
interface Layout {
  readonly rows: readonly string[];
  readonly letters: readonly { readonly owner: string; readonly text: string }[];
}

/** Lays out a job that waits for others, with all below it that is in its shard, as `isHere` says; what is not becomes letters. */
export function layOut(root: Node, isHere: (queue: string, id: string) => boolean): Layout {
  const rows: string[] = [];
  const letters: { owner: string; text: string }[] = [];
  const put = ({ row, flow }: Node, owner: string): void => {
    const { id, record, place, limits = [] } = row;
    if (flow) rows.push('wait', owner, id, record, ...facts(flow));
    else rows.push('job', owner, id, record, place);
    for (const limit of limits) rows.push('limit', id, limit);
    if (!flow) return;
    for (const [name, letter] of Object.entries(flow.callbacks))
      rows.push('callback', id, name, JSON.stringify(letter));
    for (const { letter } of flow.children)
      if ('node' in letter && isHere(letter.to, letter.node.row.id)) put(letter.node, id);
      else send(letter, id);
  };
  const send = (letter: unknown, owner: string): void => {
    const text = JSON.stringify(letter);
    letters.push({ owner, text });
    rows.push('letter', owner, text);
  };
  put(root, '');
  return { rows, letters };
}

/** What it waits for, and how many there are. */
function facts({ isBatch, children }: NonNullable<Node['flow']>): string[] {
  const count = children.length;
  const known = { count, left: count, failed: 0, ...(isBatch && { batch: 1 }) };
  return [JSON.stringify(known), String(count), ...children.map(({ child }) => JSON.stringify(child))];
}
