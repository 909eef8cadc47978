import { call } from './api.js';
import { Choice } from './fields.js';
import { html, useState } from './html.js';
import { count, duration } from './format.js';
import { useLoad } from './load.js';
import { Card, Problem } from './parts.js';
import { Table } from './table.js';

/** @typedef {{ cohort: string, users: number, returned: number[] }} Cohort */
/** @typedef {{ step: number, path?: string, event?: string, count: number, ofFirst: number }} Step */
/** @typedef {{ site: string, users?: string, funnels?: Record<string, unknown> }} Site */

/** More columns than these nobody reads at a glance. */
const MOST_LATER = 7;

const percent = (/** @type {number} */ part) => `${Math.round(100 * part)} %`;

/** Who came back. @param {{ site: Site, path: string, minute: number }} props */
export function Retention({ site, path, minute }) {
  const [unit, setUnit] = useState('week');
  const kept = site.users === 'exact';
  const { data, error } = useLoad(
    async (signal) => (kept ? call('GET', `${path}/retention?unit=${unit}`, { signal }) : undefined),
    [minute, unit],
  );
  const rows = /** @type {Cohort[]} */ (data?.items ?? []);
  const later = Math.min(MOST_LATER, (rows[0]?.returned.length ?? 1) - 1);
  const choice = html`<${Choice}
    label="By"
    value=${unit}
    options=${['day', 'week', 'month'].map((each) => [each, each])}
    onChange=${setUnit}
  />`;
  return html`
    <${Card}
      title="Who came back"
      hint=${kept ? `by the ${unit} in which they were first there` : ''}
      actions=${kept && choice}
      flush=${rows.length > 0}
    >
      ${error && html`<${Problem} error=${error} />`}
      ${!kept && html`<p class="muted">This site does not keep when its users were there. <code>PUT /v1/${path}</code> with <code>"users": "exact"</code> among its settings lets it.</p>`}
      ${kept && data && rows.length === 0 && html`<p class="muted">Known from the day after it was told to.</p>`}
      ${
        rows.length > 0 &&
        html`<${Table}
          rows=${rows}
          keyOf=${(/** @type {Cohort} */ { cohort }) => cohort}
          columns=${[
            { head: unit, of: (/** @type {Cohort} */ { cohort }) => cohort },
            { head: 'users', num: true, of: (/** @type {Cohort} */ { users }) => count(users) },
            ...Array.from({ length: later }, (_, i) => ({
              head: `+${i + 1}`,
              num: true,
              of: (/** @type {Cohort} */ row) => html`<${Part} row=${row} later=${i + 1} />`,
            })),
          ]}
        />`
      }
    <//>
  `;
}

/** How many of a cohort were there later; the more, the deeper the colour. @param {{ row: Cohort, later: number }} props */
function Part({ row, later }) {
  const came = row.returned[later];
  if (came === undefined || row.users === 0) return null;
  const part = came / row.users;
  return html`<span class="heat" style=${{ '--part': part }} title=${`${came} of ${row.users}`}
    >${percent(part)}</span
  >`;
}

/** How far people came. @param {{ name: string, path: string, from: string, minute: number }} props */
export function Funnel({ name, path, from, minute }) {
  const { data, error } = useLoad(
    (signal) =>
      call('GET', `${path}/funnels/${encodeURIComponent(name)}?${new URLSearchParams({ from })}`, { signal }),
    [minute],
  );
  const rows = /** @type {Step[]} */ (data?.items ?? []);
  return html`
    <${Card}
      title=${`Funnel: ${name}`}
      hint=${data && `within ${duration(data.windowMs)}`}
      flush=${rows.length > 0}
    >
      ${error && html`<${Problem} error=${error} />`}
      ${
        rows.length > 0 &&
        html`<${Table}
          rows=${rows}
          keyOf=${(/** @type {Step} */ { step }) => String(step)}
          columns=${[
            {
              head: 'Step',
              of: (/** @type {Step} */ row) =>
                html`<span class="share"
                  ><i style=${{ width: `${100 * row.ofFirst}%` }}></i
                  ><span>${row.path ?? row.event}</span></span
                >`,
            },
            { head: 'People', num: true, of: (/** @type {Step} */ row) => count(row.count) },
            {
              head: 'Of the first',
              num: true,
              of: (/** @type {Step} */ row) => percent(row.ofFirst),
            },
          ]}
        />`
      }
    <//>
  `;
}
