import { call } from './api.js';
import { html } from './html.js';
import { ago, count, duration } from './format.js';
import { useLive } from './live.js';
import { useAction, useLoad } from './load.js';
import { Badge, Card, Empty, Page, Problem, Tile } from './parts.js';
import { to } from './router.js';
import { Table } from './table.js';
import { Channels } from './channels.js';
import { Tail } from './topic-tail.js';

/** @typedef {{ name: string, length: number, published: number, lastId: string | null, createdAt: number }} Topic */
/** @typedef {{ name: string, lag: number, delivered: number, retrying: number, dead: number, oldestAt: number | null, totals: { acknowledged: number } }} Group */

const lastOf = (/** @type {Topic} */ { lastId }) =>
  lastId === null ? null : Number(lastId.split('-', 1)[0]);

/** All topics. */
export function Topics() {
  const { sample } = useLive();
  const { data, error, reload } = useLoad(
    (signal) => call('GET', 'topics?limit=200', { signal }),
    [sample?.at],
  );
  const topics = /** @type {Topic[]} */ (data?.items ?? []);
  const of = (/** @type {(topic: Topic) => any} */ tell) => tell;
  return html`
    <${Page}
      title="Messaging"
      lead="Topics: messages that stay until all who want them have had them. Channels: for who listens now"
    >
      ${error && html`<${Problem} error=${error} retry=${reload} />`}
      ${
        data &&
        html`<${Card} title="Topics" flush=${topics.length > 0}>
          ${
            topics.length === 0
              ? html`<${Empty} icon="messaging" title="No topic yet">
                  <p>A topic is there with its first message:</p>
                  <pre>${CURL}</pre>
                <//>`
              : html`<${Table}
                  rows=${topics}
                  keyOf=${of(({ name }) => name)}
                  columns=${[
                    {
                      head: 'Topic',
                      of: of(({ name }) => html`<a href=${to(['messaging', name])}>${name}</a>`),
                    },
                    { head: 'Kept', num: true, of: of(({ length }) => count(length)) },
                    { head: 'Published', num: true, of: of(({ published }) => count(published)) },
                    { head: 'Last message', num: true, of: of((topic) => ago(lastOf(topic))) },
                  ]}
                />`
          }
        <//>`
      }
      <${Channels} at=${sample?.at} />
    <//>
  `;
}

const CURL = `curl -X POST ${location.origin}/v1/topics/orders/messages \\
  -H 'content-type: application/json' \\
  -d '{"data":{"orderId":"17"},"key":"customer-7"}'`;

/** One topic: who reads it and how far they are, and what comes in. @param {{ topic: string }} props */
export function TopicPage({ topic }) {
  const { sample } = useLive();
  const path = `topics/${encodeURIComponent(topic)}`;
  const info = useLoad((signal) => call('GET', path, { signal }), [path, sample?.at]);
  const groups = useLoad((signal) => call('GET', `${path}/groups`, { signal }), [path, sample?.at]);
  const error = info.error ?? groups.error;
  const list = /** @type {Group[]} */ (groups.data?.items ?? []);
  const sum = (/** @type {(group: Group) => number} */ of) =>
    list.reduce((total, group) => total + of(group), 0);
  return html`
    <${Page}
      title=${topic}
      crumbs=${html`<a href=${to(['messaging'])}>Messaging</a><span aria-hidden="true">/</span>`}
      lead=${info.data && `The last message came ${ago(lastOf(info.data))}`}
    >
      ${error && html`<${Problem} error=${error} retry=${info.reload} />`}
      <div class="tiles">
        <${Tile}
          label="Messages kept"
          value=${count(info.data?.length)}
          note=${`${count(info.data?.published)} published in all`}
        />
        <${Tile}
          label="Lag"
          value=${count(sum(({ lag }) => lag))}
          note=${`not delivered yet, of ${count(list.length)} groups`}
        />
        <${Tile}
          label="Dead letters"
          value=${count(sum(({ dead }) => dead))}
          tone=${sum(({ dead }) => dead) > 0 ? 'bad' : ''}
          note="given up after too many deliveries"
        />
      </div>
      <${Groups} topic=${topic} groups=${list} reload=${groups.reload} />
      <${Tail} topic=${topic} />
    <//>
  `;
}

/** @param {{ topic: string, groups: Group[], reload: () => void }} props */
function Groups({ topic, groups, reload }) {
  const path = `topics/${encodeURIComponent(topic)}`;
  const { busy, error, run } = useAction();
  const redrive = (/** @type {string} */ group) =>
    run(async () => {
      await call('POST', `${path}/groups/${encodeURIComponent(group)}/dead/redrive`, { body: {} });
      reload();
    });
  const of = (/** @type {(group: Group) => any} */ tell) => tell;
  return html`
    <${Card} title="Consumer groups" flush=${groups.length > 0}>
      ${error && html`<${Problem} error=${error} />`}
      ${
        groups.length === 0
          ? html`<p class="muted">
              Nobody has subscribed for good: a group is made with
              <code>PUT /v1/${path}/groups/billing</code>.
            </p>`
          : html`<${Table}
              rows=${groups}
              keyOf=${of(({ name }) => name)}
              columns=${[
                { head: 'Group', of: of(({ name }) => name) },
                { head: 'Lag', num: true, of: of(({ lag }) => count(lag)) },
                {
                  head: 'Oldest',
                  num: true,
                  of: of(({ oldestAt }) =>
                    oldestAt === null ? '–' : duration(Math.max(0, Date.now() - oldestAt)),
                  ),
                },
                { head: 'With consumers', num: true, of: of(({ delivered }) => count(delivered)) },
                { head: 'To come again', num: true, of: of(({ retrying }) => count(retrying)) },
                { head: 'Acknowledged', num: true, of: of(({ totals }) => count(totals.acknowledged)) },
                {
                  head: 'Dead',
                  num: true,
                  of: of(({ name, dead }) =>
                    dead > 0
                      ? html`<a
                          href=${to(['messaging', topic, name])}
                          aria-label=${`${count(dead)} dead letters of ${name}`}
                          ><${Badge} tone="bad">${count(dead)}<//></a
                        >`
                      : '0',
                  ),
                },
                {
                  head: '',
                  num: true,
                  of: of(
                    ({ name, dead }) =>
                      html`<button
                        class="small"
                        disabled=${busy || dead === 0}
                        onClick=${() => redrive(name)}
                      >
                        Redrive
                      </button>`,
                  ),
                },
              ]}
            />`
      }
    <//>
  `;
}
