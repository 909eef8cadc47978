import { call } from './api.js';
import { html } from './html.js';
import { count, duration } from './format.js';
import { useAction, useLoad, usePages } from './load.js';
import { Badge, Card, More, Problem } from './parts.js';
import { Table } from './table.js';

/** @typedef {{ concurrency?: number, rate?: { limit: number, windowMs: number }, strict?: boolean, maxWaiting?: number, weight?: number }} Limits */
/** @typedef {{ group: string, waiting: number, busy: number, paused: boolean, limits: Limits | null }} Group */

/** Few at first: the jobs come below. */
const FIRST = '5';

/** The groups whose jobs take turns, where there are such. @param {{ queue: string, at: number | undefined }} props */
export function QueueGroups({ queue, at }) {
  const path = `queues/${encodeURIComponent(queue)}`;
  const { items, error, reload, change, more, busy } = usePages(
    /** @returns {Promise<import('./load.js').Page<Group>>} */
    (cursor, signal) => {
      const query = new URLSearchParams(cursor ? { cursor } : { limit: FIRST });
      return call('GET', `${path}/groups?${query}`, { ...(signal && { signal }) });
    },
    at,
  );
  const all = useLoad((signal) => call('GET', `${path}/group-limits`, { signal }), [queue, at]);
  const limits = /** @type {Limits | null | undefined} */ (all.data?.limits);
  const action = useAction();
  const toggle = (/** @type {Group} */ group) =>
    action.run(async () => {
      const act = group.paused ? 'resume' : 'pause';
      await call('POST', `${path}/groups/${encodeURIComponent(group.group)}/${act}`, { body: {} });
      change(group, { ...group, paused: !group.paused });
    });
  const failed = error ?? all.error ?? action.error;
  if (failed) return html`<${Problem} error=${failed} retry=${reload} />`;
  if (!items || items.length === 0) return null;
  const of = (/** @type {(group: Group) => any} */ tell) => tell;
  return html`
    <${Card}
      title="Groups"
      hint=${`with jobs that wait or run${limits ? `; each ${toldOf(limits)}` : ''}`}
      flush
    >
      <${Table}
        rows=${items}
        keyOf=${of(({ group }) => group)}
        columns=${[
          {
            head: 'Group',
            of: of(({ group, paused }) => html`${group} ${paused && html`<${Badge} tone="warn">paused<//>`}`),
          },
          { head: 'Waiting', num: true, of: of(({ waiting }) => count(waiting)) },
          { head: 'Running', num: true, of: of((group) => count(group.busy)) },
          { head: 'Limits', of: of((group) => toldOf(group.limits) || (limits ? 'as all' : '–')) },
          {
            head: '',
            num: true,
            of: of(
              (group) =>
                html`<button class="small" disabled=${action.busy} onClick=${() => toggle(group)}>
                  ${group.paused ? 'Resume' : 'Pause'}
                  <span class="visually-hidden"> ${group.group}</span>
                </button>`,
            ),
          },
        ]}
      />
      <${More} more=${more} busy=${busy} />
    <//>
  `;
}

/** @param {Limits | null} limits */
function toldOf(limits) {
  const { concurrency, rate, strict, maxWaiting, weight } = limits ?? {};
  return [
    strict && 'one after the other',
    concurrency && `${count(concurrency)} at a time`,
    rate && `${count(rate.limit)} in ${duration(rate.windowMs)}`,
    maxWaiting && `at most ${count(maxWaiting)} wait`,
    weight && `${count(weight)} in a turn`,
  ]
    .filter(Boolean)
    .join(', ');
}
