import { Funnel, Retention } from './analytics-people.js';
import { call } from './api.js';
import { Chart } from './chart.js';
import { Choice } from './fields.js';
import { html, useState } from './html.js';
import { count } from './format.js';
import { useLive } from './live.js';
import { useLoad } from './load.js';
import { Card, Empty, Page, Problem, Tile } from './parts.js';
import { Table } from './table.js';

/** @typedef {{ at: number, date: string, pageviews: number, visits?: number }} Interval */
/** @typedef {{ value: string, count: number }} Row */

const DAY_MS = 86_400_000;
/** How far back, and by what. @type {Record<string, { name: string, ms: number, interval: string }>} */
const SPANS = {
  day: { name: 'Last 24 hours', ms: DAY_MS, interval: 'hour' },
  week: { name: 'Last 7 days', ms: 7 * DAY_MS, interval: 'day' },
  month: { name: 'Last 30 days', ms: 30 * DAY_MS, interval: 'day' },
  year: { name: 'Last 12 months', ms: 365 * DAY_MS, interval: 'month' },
};
const DIMENSIONS = /** @type {const} */ ([
  ['page', 'Pages'],
  ['referrer', 'Referrers'],
  ['entry', 'Entry pages'],
  ['exit', 'Exit pages'],
  ['event', 'Events'],
]);

/** What visitors of sites do. */
export function Analytics() {
  const { data, error, reload } = useLoad((signal) => call('GET', 'analytics?limit=200', { signal }), []);
  const [chosen, setChosen] = useState('');
  const [span, setSpan] = useState('day');
  const sites = /** @type {import('./analytics-people.js').Site[]} */ (data?.items ?? []);
  const settings = sites.find(({ site }) => site === chosen) ?? sites[0];
  const site = settings?.site;
  const actions =
    site &&
    html`
      <${Choice}
        label="Site"
        value=${site}
        options=${sites.map(({ site: name }) => [name, name])}
        onChange=${setChosen}
      />
      <${Choice}
        label="Time"
        value=${span}
        options=${Object.entries(SPANS).map(([key, { name }]) => [key, name])}
        onChange=${setSpan}
      />
    `;
  return html`
    <${Page}
      title="Analytics"
      lead=${site ? `What visitors of ${site} do` : 'What visitors do'}
      actions=${actions}
    >
      ${error && html`<${Problem} error=${error} retry=${reload} />`}
      ${
        data &&
        (site
          ? html`<${Site} key=${`${site} ${span}`} settings=${settings} span=${span} />`
          : html`<${Card}>
              <${Empty} icon="analytics" title="No site yet">
                <p>A site is there with its first event:</p>
                <pre>${CURL}</pre>
              <//>
            <//>`)
      }
    <//>
  `;
}

const CURL = `curl -X POST ${location.origin}/v1/analytics/shop/events \\
  -H 'content-type: application/json' \\
  -d '{"name":"pageview","path":"/","userId":"ada"}'`;

/** @param {{ settings: import('./analytics-people.js').Site, span: string }} props */
function Site({ settings, span }) {
  const { site } = settings;
  const { sample } = useLive();
  const { ms, interval } = SPANS[span] ?? { ms: DAY_MS, interval: 'hour' };
  const path = `analytics/${encodeURIComponent(site)}`;
  const minute = Math.floor((sample?.at ?? 0) / 60_000);
  const from = String(Date.now() - ms);
  const live = useLoad((signal) => call('GET', `${path}/live`, { signal }), [sample?.at]);
  const views = useLoad(
    (signal) => call('GET', `${path}/pageviews?${new URLSearchParams({ interval, from })}`, { signal }),
    [minute],
  );
  const active = useLoad((signal) => call('GET', `${path}/active-users`, { signal }), [minute]);
  const items = /** @type {Interval[]} */ (views.data?.items ?? []);
  const error = live.error ?? views.error ?? active.error;
  return html`
    ${error && html`<${Problem} error=${error} retry=${views.reload} />`}
    <${Numbers}
      live=${live.data}
      total=${views.data?.total}
      active=${active.data}
      name=${SPANS[span]?.name ?? ''}
    />
    <${Card} title="Page views" hint=${`by ${interval}`}>
      <${Chart}
        label=${`Page views of ${site} by ${interval}`}
        at=${items.map(({ at }) => at)}
        lines=${[
          { label: 'page views', values: items.map(({ pageviews }) => pageviews) },
          { label: 'visits', values: items.map(({ visits }) => visits ?? null) },
        ]}
        format=${count}
      />
    <//>
    <div class="halves">
      ${DIMENSIONS.map(([dimension, title]) => html`<${Top} key=${dimension} path=${path} dimension=${dimension} title=${title} from=${from} minute=${minute} />`)}
      ${Object.keys(settings.funnels ?? {}).map((name) => html`<${Funnel} key=${name} name=${name} path=${path} from=${from} minute=${minute} />`)}
    </div>
    <${Retention} site=${settings} path=${path} minute=${minute} />
  `;
}

/** @param {{ live: any, total: any, active: any, name: string }} props */
const Numbers = ({ live, total, active, name }) => html`
  <div class="tiles">
    <${Tile}
      label="There now"
      value=${count(live?.visitors)}
      note=${`${count(live?.pageviews)} page views in 30 minutes`}
    />
    <${Tile} label="Page views" value=${count(total?.pageviews)} note=${name.toLowerCase()} />
    <${Tile}
      label="Visits"
      value=${count(total?.visits)}
      note=${total?.visits ? `${Math.round((100 * (total.bounces ?? 0)) / total.visits)} % of one page` : ''}
    />
    <${Tile}
      label="Users of today"
      value=${count(active?.daily)}
      note=${`${count(active?.weekly)} this week, ${count(active?.monthly)} this month`}
    />
  </div>
`;

/** @param {{ path: string, dimension: string, title: string, from: string, minute: number }} props */
function Top({ path, dimension, title, from, minute }) {
  const { data, error } = useLoad(
    (signal) => call('GET', `${path}/top?${new URLSearchParams({ dimension, from })}`, { signal }),
    [minute],
  );
  const rows = /** @type {Row[]} */ (data?.items ?? []);
  const most = rows[0]?.count ?? 1;
  return html`
    <${Card} title=${title} hint=${data?.counts} flush=${rows.length > 0}>
      ${error && html`<${Problem} error=${error} />`}
      ${data && rows.length === 0 && html`<p class="muted">Nothing in this time.</p>`}
      ${
        rows.length > 0 &&
        html`<${Table}
          rows=${rows}
          keyOf=${(/** @type {Row} */ { value }) => value}
          columns=${[
            {
              head: title,
              of: (/** @type {Row} */ row) =>
                html`<span class="share"
                  ><i style=${{ width: `${(100 * row.count) / most}%` }}></i><span>${row.value}</span></span
                >`,
            },
            { head: 'Count', num: true, of: (/** @type {Row} */ row) => count(row.count) },
          ]}
        />`
      }
    <//>
  `;
}
