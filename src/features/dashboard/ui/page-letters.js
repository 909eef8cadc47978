import { call } from './api.js';
import { confirmed } from './confirm.js';
import { html } from './html.js';
import { ago, count, date, json } from './format.js';
import { useLive } from './live.js';
import { useAction, usePages } from './load.js';
import { Card, Empty, More, Page, Problem } from './parts.js';
import { useReveal } from './reveal.js';
import { to } from './router.js';

/** @typedef {import('../dashboard.messages.schemas.js').ShownLetter} Letter */

const COLUMNS = ['Sequence', 'Key', 'Deliveries', 'Given up', 'Why, and what it carries', 'What to do'];

/** What a consumer group has given up, and what to do with each. @param {{ topic: string, group: string }} props */
export function Letters({ topic, group }) {
  const { sample } = useLive();
  const path = `topics/${encodeURIComponent(topic)}/groups/${encodeURIComponent(group)}/dead`;
  const { items, error, reload, change, more, busy } = usePages(
    /** @returns {Promise<import('./load.js').Page<Letter>>} */
    (cursor, signal) => {
      const query = new URLSearchParams(cursor && { cursor });
      return call('GET', `dashboard/${path}?${query}`, { ...(signal && { signal }) });
    },
    sample?.at,
  );
  const crumbs = html`
    <a href=${to(['messaging'])}>Messaging</a><span aria-hidden="true">/</span>
    <a href=${to(['messaging', topic])}>${topic}</a><span aria-hidden="true">/</span>
  `;
  return html`
    <${Page}
      title=${`Dead letters of ${group}`}
      crumbs=${crumbs}
      lead="Delivered as often as the group allows, and not acknowledged"
    >
      ${error && html`<${Problem} error=${error} retry=${reload} />`}
      ${
        items &&
        html`<${Card} title="Dead letters" hint="in the order of the topic" flush=${items.length > 0}>
          ${
            items.length === 0
              ? html`<${Empty} icon="check" title="No dead letter">
                  <p>All that ${group} was given it has acknowledged, or will be given again.</p>
                <//>`
              : html`<table>
                  <thead>
                    <tr>
                      ${COLUMNS.map((name) => html`<th key=${name} scope="col">${name}</th>`)}
                    </tr>
                  </thead>
                  <tbody>
                    ${items.map(
                      (letter) => html`
                        <${Row}
                          key=${letter.id}
                          of=${{ topic, group, path }}
                          letter=${letter}
                          done=${() => change(letter)}
                        />
                      `,
                    )}
                  </tbody>
                </table>`
          }
          <${More} more=${more} busy=${busy} />
        <//>`
      }
    <//>
  `;
}

/** @param {{ of: { topic: string, group: string, path: string }, letter: Letter, done: () => void }} props */
function Row({ of: { topic, group, path }, letter, done }) {
  const { id, sequence, key, deliveries, deadAt, reason, data } = letter;
  const { shown, error, button } = useReveal({ topic, group, id }, data);
  const action = useAction();
  const redrive = () =>
    action.run(async () => {
      await call('POST', `${path}/redrive`, { body: { ids: [id] } });
      done();
    });
  const remove = async () => {
    const yes = await confirmed({
      title: `Remove dead letter ${sequence}?`,
      text: `${group} will never be given it again. The topic keeps its message as long as it keeps all others.`,
      action: 'Remove',
    });
    if (yes) await action.run(async () => (await call('DELETE', `${path}/${id}`), done()));
  };
  return html`
    <tr>
      <th scope="row">${count(sequence)}</th>
      <td>${key ?? '–'}</td>
      <td class="num">${count(deliveries)}</td>
      <td title=${date(deadAt)}>${ago(deadAt)}</td>
      <td class="wide">${reason && html`${reason}<br />`}<code>${json(JSON.stringify(shown))}</code></td>
      <td>
        ${(error ?? action.error) && html`<${Problem} error=${error ?? action.error} />`} ${button}${' '}
        <button class="small" disabled=${action.busy} onClick=${redrive}>Redrive</button>${' '}
        <button class="small danger" disabled=${action.busy} onClick=${remove}>Remove</button>
      </td>
    </tr>
  `;
}
