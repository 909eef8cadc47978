import { call } from './api.js';
import { html } from './html.js';
import { count } from './format.js';
import { usePages } from './load.js';
import { Badge, Card, More, Problem } from './parts.js';
import { Table } from './table.js';

/** @typedef {{ channel: string, pattern: boolean, listeners: number, processes: number }} Heard */

/** What somebody listens to now, as far as Rookery knows. @param {{ at: number | undefined }} props */
export function Channels({ at }) {
  const { items, page, error, reload, more, busy } = usePages(
    /** @returns {Promise<import('./load.js').Page<Heard> & { untold: number }>} */
    (cursor, signal) => {
      const query = new URLSearchParams(cursor && { cursor });
      return call('GET', `channels?${query}`, { ...(signal && { signal }) });
    },
    at,
  );
  if (error) return html`<${Problem} error=${error} retry=${reload} />`;
  if (!items) return null;
  const of = (/** @type {(heard: Heard) => any} */ tell) => tell;
  return html`
    <${Card}
      title="Channels"
      hint="that somebody listens to now through Rookery, in all processes; told every five seconds"
      flush=${items.length > 0}
    >
      ${
        items.length === 0
          ? html`<p class="muted">
              Nobody listens: neither a stream or a socket, nor <code>@OnChannel</code>. Who subscribes at
              Redis itself is not seen.
            </p>`
          : html`<${Table}
              rows=${items}
              keyOf=${of(({ channel, pattern }) => `${pattern} ${channel}`)}
              columns=${[
                {
                  head: 'Channel',
                  of: of(
                    ({ channel, pattern }) => html`${channel} ${pattern && html`<${Badge}>pattern<//>`}`,
                  ),
                },
                { head: 'Listeners', num: true, of: of(({ listeners }) => count(listeners)) },
                { head: 'In processes', num: true, of: of(({ processes }) => count(processes)) },
              ]}
            />`
      }
      ${
        page && page.untold > 0
          ? html`<p class="muted">
              ${count(page.untold)} more are listened to in single processes, which tell of 200 each.
            </p>`
          : null
      }
      <${More} more=${more} busy=${busy} />
    <//>
  `;
}
