import { html } from './html.js';
import { attention } from './attention.js';
import { Chart } from './chart.js';
import { bytes, count, duration, millis, percent, rate } from './format.js';
import { useLive } from './live.js';
import { Badge, Card, Empty, Meter, Page, Problem, Spark, Tile } from './parts.js';
import { to } from './router.js';

/** @typedef {import('./live.js').Live} Live */
/** @typedef {import('./live.js').Sample} Sample */
/** @typedef {import('./live.js').History} History */

/** How the service and its Redis are, at a glance. */
export function Overview() {
  const live = useLive();
  const { about, sample, history } = live;
  const lead = about
    ? `Process ${about.pid} on ${about.host}, up ${duration(Date.now() - about.startedAt)} · Redis ${about.redisVersion ?? ''} ${about.redisMode ?? ''} at ${about.redis}`
    : 'Waiting for the first look';
  return html`
    <${Page} title="Overview" lead=${lead}>
      ${live.error && html`<${Problem} error=${live.error} />`}
      ${sample && html`<${Notices} live=${live} /><${Tiles} sample=${sample} history=${history} />`}
      <div class="halves">
        <${Card} title="Requests and messages" hint="a second, by feature">
          <${Traffic} history=${history} />
        <//>
        <${Card} title="How long things take" hint="milliseconds">
          <${Chart}
            label="Latency of Redis and of the event loop over the last minutes"
            at=${history.at}
            lines=${[
              { label: 'Redis', values: history.redisMs },
              { label: 'Event loop, p99', values: history.loopMs },
            ]}
            format=${millis}
          />
        <//>
      </div>
      ${sample && html`<${Queues} queues=${sample.queues} /><${Features} traffic=${sample.traffic} />`}
    <//>
  `;
}

/** @param {{ live: Live }} props */
function Notices({ live }) {
  const found = attention(live);
  if (found.length === 0)
    return html`<p class="notice good">
      <strong>All is well.</strong> Nothing fails, nothing stands still.
    </p>`;
  return html`
    <ul class="notices" aria-label="What needs attention">
      ${found.map(
        ({ tone, what, why, href, go }) => html`
          <li key=${what} class=${`notice ${tone}`}>
            <strong>${what}</strong><span>${why}</span>${href && html`<a href=${href}>${go}</a>`}
          </li>
        `,
      )}
    </ul>
  `;
}

/** @param {{ sample: Sample, history: History }} props */
const Tiles = ({ sample, history }) => html`
  <div class="tiles">
    <${RedisTiles} redis=${sample.redis} history=${history} />
    <${TrafficTiles} traffic=${sample.traffic} history=${history} />
    <${Tile}
      label="Event loop late by"
      value=${millis(sample.process.loopMs)}
      note=${`${percent(sample.process.cpu)} CPU, ${bytes(sample.process.rssBytes)}`}
    >
      <${Spark} values=${history.loopMs} />
    <//>
    <${FeatureTiles} sample=${sample} />
  </div>
`;

/** @param {{ redis: Sample['redis'], history: History }} props */
function RedisTiles({ redis, history }) {
  const isUp = redis.status === 'up';
  const part =
    redis.memoryBytes && redis.maxMemoryBytes ? redis.memoryBytes / redis.maxMemoryBytes : undefined;
  return html`
    <${Tile}
      label="Redis answers in"
      value=${isUp ? millis(redis.latencyMs) : 'down'}
      tone=${isUp ? '' : 'bad'}
      note=${isUp ? `${count(redis.commandsPerSecond)} commands/s` : redis.cause}
    >
      <${Spark} values=${history.redisMs} />
    <//>
    <${Tile}
      label="Memory of Redis"
      value=${bytes(redis.memoryBytes)}
      note=${part === undefined ? 'no limit set' : `${percent(part)} of ${bytes(redis.maxMemoryBytes)}`}
    >
      ${
        part === undefined
          ? html`<${Spark} values=${history.memoryBytes} />`
          : html`<${Meter} part=${part} label="Memory of Redis in use" />`
      }
    <//>
  `;
}

/** @param {{ traffic: Sample['traffic'], history: History }} props */
function TrafficTiles({ traffic, history }) {
  const sum = (/** @type {(row: Sample['traffic'][number]) => number} */ of) =>
    traffic.reduce((total, row) => total + of(row), 0);
  const failed = sum((row) => row.failedPerSecond);
  const all = history.at.map((_, i) =>
    Object.values(history.perSecond).reduce((total, line) => total + (line[i] ?? 0), 0),
  );
  return html`
    <${Tile}
      label="Requests and messages"
      value=${rate(sum((row) => row.httpPerSecond + row.rpcPerSecond))}
      unit="/s"
      note=${`${rate(sum((row) => row.refusedPerSecond))}/s refused`}
    >
      <${Spark} values=${all} />
    <//>
    <${Tile}
      label="Failures"
      value=${rate(failed)}
      unit="/s"
      tone=${failed > 0 ? 'bad' : ''}
      note="5xx, failed messages"
    >
      <${Spark} values=${history.failedPerSecond} />
    <//>
  `;
}

/** @param {{ sample: Sample }} props */
function FeatureTiles({ sample: { queues, sessions, cache } }) {
  const jobs = (/** @type {keyof Sample['queues'][number]['counts']} */ state) =>
    queues.reduce((total, { counts }) => total + counts[state], 0);
  const reads = cache ? cache.hitsPerSecond + cache.missesPerSecond : 0;
  return html`
    <${Tile}
      label="Jobs that wait"
      value=${count(jobs('waiting'))}
      note=${`${count(jobs('active'))} run, ${count(jobs('dead'))} dead`}
    />
    ${
      sessions &&
      html`<${Tile}
        label="Online"
        value=${count(sessions.users)}
        note=${`${count(sessions.sessions)} sessions`}
      />`
    }
    ${
      cache &&
      html`<${Tile}
        label="Cache hits"
        value=${reads > 0 ? percent(cache.hitsPerSecond / reads) : '–'}
        note=${`${rate(reads)} reads/s here`}
      />`
    }
  `;
}

/** @param {{ history: History }} props */
function Traffic({ history }) {
  const lines = Object.entries(history.perSecond).map(([label, values]) => ({ label, values }));
  if (lines.length === 0)
    return html`
      <${Empty} icon="overview" title="No request yet">
        <p>Ask something, or let the demo's shop do it for a minute:</p>
        <pre>npm run demo</pre>
      <//>
    `;
  return html`<${Chart}
    label="Requests and messages a second by feature, over the last minutes"
    at=${history.at}
    lines=${lines}
    format=${rate}
  />`;
}

/** @param {{ queues: Sample['queues'] }} props */
function Queues({ queues }) {
  if (queues.length === 0) return null;
  return html`
    <${Card} title="Queues" flush actions=${html`<a href=${to(['queues'])}>All queues</a>`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            ${['Waiting', 'Delayed', 'Active', 'Dead', 'Done/s', 'Failed/s'].map((name) => html`<th scope="col" class="num">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${queues.slice(0, 8).map(
            ({ name, paused, counts, completedPerSecond, failedPerSecond }) => html`
              <tr key=${name}>
                <th scope="row">
                  <a href=${to(['queues', name])}>${name}</a>
                  ${paused && html`<${Badge} tone="warn">paused<//>`}
                </th>
                <${Num} value=${counts.waiting} />
                <${Num} value=${counts.delayed} />
                <${Num} value=${counts.active} />
                <${Num} value=${counts.dead} />
                <td class="num">${rate(completedPerSecond)}</td>
                <td class="num">${rate(failedPerSecond)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    <//>
  `;
}

/** @param {{ value: number }} props */
const Num = ({ value }) => html`<td class=${value === 0 ? 'num zero' : 'num'}>${count(value)}</td>`;

/** @param {{ traffic: Sample['traffic'] }} props */
function Features({ traffic }) {
  if (traffic.length === 0) return null;
  return html`
    <${Card} title="Features" hint="as this process sees them" flush>
      <table>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            ${['HTTP/s', 'Redis/s', 'Refused/s', 'Failed/s', 'Median', 'p99'].map((name) => html`<th scope="col" class="num">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${traffic.map(
            (row) => html`
              <tr key=${row.feature}>
                <th scope="row">${row.feature}</th>
                <td class="num">${rate(row.httpPerSecond)}</td>
                <td class="num">${rate(row.rpcPerSecond)}</td>
                <td class="num">${rate(row.refusedPerSecond)}</td>
                <td class="num">${rate(row.failedPerSecond)}</td>
                <td class="num">${millis(row.p50Ms)}</td>
                <td class="num">${millis(row.p99Ms)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    <//>
  `;
}
