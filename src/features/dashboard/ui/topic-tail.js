import { follow } from './event-stream.js';
import { html, useEffect, useState } from './html.js';
import { count, json, time } from './format.js';
import { Card, Problem } from './parts.js';
import { useReveal } from './reveal.js';

/** @typedef {import('../dashboard.messages.schemas.js').ShownMessage} Message */

const TAIL = 50;
/** How far back a page begins that has just been opened. */
const BACK_MS = 60_000;

/** What comes in, as it comes in. @param {{ topic: string }} props */
export function Tail({ topic }) {
  const [messages, setMessages] = useState(/** @type {Message[]} */ ([]));
  const [error, setError] = useState(/** @type {unknown} */ (undefined));
  useEffect(() => {
    const controller = new AbortController();
    let after = String(Date.now() - BACK_MS);
    void follow(() => `dashboard/topics/${encodeURIComponent(topic)}/stream?after=${after}`, {
      signal: controller.signal,
      onEvent: ({ data }) => {
        after = data.id;
        setMessages((last) => [data, ...last].slice(0, TAIL));
      },
      onLost: setError,
    });
    return () => controller.abort();
  }, [topic]);
  return html`
    <${Card}
      title="Live"
      hint="from a minute ago, the last first; what messages carry is shown when you ask"
      flush=${messages.length > 0}
    >
      ${error && html`<${Problem} error=${error} />`}
      ${
        messages.length === 0
          ? html`<p class="muted">Nothing came in the last minute. What comes from now on appears here.</p>`
          : html`
              <table>
                <thead>
                  <tr>
                    ${['Sequence', 'At', 'Key', 'Data', 'What to do'].map((name) => html`<th key=${name} scope="col">${name}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${messages.map((message) => html`<${TailRow} key=${message.id} topic=${topic} message=${message} />`)}
                </tbody>
              </table>
            `
      }
    <//>
  `;
}

/** @param {{ topic: string, message: Message }} props */
function TailRow({ topic, message: { id, sequence, publishedAt, key, data } }) {
  const { shown, error, button } = useReveal({ topic, id }, data);
  return html`
    <tr>
      <th scope="row">${count(sequence)}</th>
      <td>${time(publishedAt)}</td>
      <td>${key ?? '–'}</td>
      <td class="wide"><code>${json(JSON.stringify(shown))}</code></td>
      <td>${error && html`<${Problem} error=${error} />`} ${button}</td>
    </tr>
  `;
}
