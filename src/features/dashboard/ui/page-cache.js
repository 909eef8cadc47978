import { call } from './api.js';
import { confirmed } from './confirm.js';
import { html, useState } from './html.js';
import { textOf } from './fields.js';
import { count, percent, rate } from './format.js';
import { useLive } from './live.js';
import { useAction, useLoad } from './load.js';
import { Card, Empty, Meter, Page, Problem, Tile } from './parts.js';
import { Table } from './table.js';

/** @typedef {{ name: string, memoryHits: number, hits: number, staleHits: number, graceHits: number, misses: number, loads: number, loadFailures: number, waits: number }} Namespace */

const hitsOf = (/** @type {Namespace} */ { memoryHits, hits, staleHits, graceHits }) =>
  memoryHits + hits + staleHits + graceHits;

/** How often what was wanted was there. */
export function Cache() {
  const { sample } = useLive();
  const { data, error, reload } = useLoad(
    (signal) => call('GET', 'dashboard/cache', { signal }),
    [sample?.at],
  );
  const spaces = Object.entries(data?.namespaces ?? {}).map(
    ([name, counts]) => /** @type {Namespace} */ ({ name, .../** @type {object} */ (counts) }),
  );
  const used = spaces.filter((space) => hitsOf(space) + space.misses > 0);
  const hits = used.reduce((sum, space) => sum + hitsOf(space), 0);
  const reads = hits + used.reduce((sum, { misses }) => sum + misses, 0);
  return html`
    <${Page} title="Cache" lead="What was asked for, and whether it was there">
      ${error && html`<${Problem} error=${error} retry=${reload} />`}
      <div class="tiles">
        <${Tile}
          label="Hit ratio"
          value=${reads > 0 ? percent(hits / reads) : '–'}
          note=${data?.everywhere === false ? 'of this process, as Redis does not answer' : 'of all processes that run'}
        >
          ${reads > 0 && html`<${Meter} part=${hits / reads} label="Hit ratio" />`}
        <//>
        <${Tile}
          label="Hits"
          value=${rate(sample?.cache?.hitsPerSecond)}
          unit="/s"
          note=${`in this process; ${count(hits)} in all`}
        />
        <${Tile}
          label="Misses"
          value=${rate(sample?.cache?.missesPerSecond)}
          unit="/s"
          note=${`in this process; ${count(reads - hits)} in all`}
        />
      </div>
      <${Namespaces} spaces=${used} />
      <${Invalidate} names=${spaces.map(({ name }) => name)} />
    <//>
  `;
}

/** @param {{ spaces: Namespace[] }} props */
function Namespaces({ spaces }) {
  const of = (/** @type {(space: Namespace) => any} */ tell) => tell;
  return html`
    <${Card}
      title="Namespaces"
      hint="of all processes, each since it started, told every five seconds"
      flush=${spaces.length > 0}
    >
      ${
        spaces.length === 0
          ? html`<${Empty} icon="cache" title="Nothing was read yet"
              ><p>
                Read through it: <code>GET /v1/cache/pages/home?lease=1</code>, or <code>@Cacheable</code> in
                a Nest app.
              </p><//
            >`
          : html`<${Table}
              rows=${spaces}
              keyOf=${of(({ name }) => name)}
              columns=${[
                { head: 'Namespace', of: of(({ name }) => name) },
                {
                  head: 'Hit ratio',
                  num: true,
                  of: of((space) => percent(hitsOf(space) / (hitsOf(space) + space.misses))),
                },
                { head: 'From memory', num: true, of: of(({ memoryHits }) => count(memoryHits)) },
                { head: 'From Redis', num: true, of: of((space) => count(space.hits)) },
                {
                  head: 'Stale',
                  num: true,
                  of: of(({ staleHits, graceHits }) => count(staleHits + graceHits)),
                },
                { head: 'Missed', num: true, of: of(({ misses }) => count(misses)) },
                { head: 'Loads', num: true, of: of(({ loads }) => count(loads)) },
                { head: 'Failed', num: true, of: of(({ loadFailures }) => count(loadFailures)) },
              ]}
            />`
      }
    <//>
  `;
}

/** @param {{ names: string[] }} props */
function Invalidate({ names }) {
  const [name, setName] = useState('');
  const [tags, setTags] = useState('');
  const [done, setDone] = useState('');
  const { busy, error, run } = useAction();
  const invalidate = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const list = tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean);
    const what = list.length > 0 ? `what is tagged ${list.join(', ')}` : 'everything';
    const text = `Nobody is served ${what} in ${name} any more: it is loaded anew when it is asked for next.`;
    if (!(await confirmed({ title: `Invalidate ${what}?`, text, action: 'Invalidate' }))) return;
    setDone('');
    await run(async () => {
      await call('POST', `cache/${encodeURIComponent(name)}/invalidate`, {
        body: list.length > 0 ? { tags: list } : { all: true },
      });
      setDone(`Invalidated ${what} in ${name}.`);
    });
  };
  return html`
    <${Card} title="Invalidate" hint="in all processes at once, however many entries there are">
      <form class="row" onSubmit=${invalidate}>
        <label class="visually-hidden" for="namespace">Namespace</label>
        <input
          id="namespace"
          list="namespaces"
          placeholder="Namespace"
          value=${name}
          onInput=${(/** @type {Event} */ event) => setName(textOf(event).trim())}
        />
        <datalist id="namespaces">
          ${names.map((each) => html`<option key=${each} value=${each}></option>`)}
        </datalist>
        <label class="visually-hidden" for="tags">Tags</label>
        <input
          id="tags"
          placeholder="Tags, or empty for all"
          value=${tags}
          onInput=${(/** @type {Event} */ event) => setTags(textOf(event))}
        />
        <button class="danger" disabled=${busy || name === ''}>Invalidate</button>
        ${done && html`<span role="status" class="muted">${done}</span>`}
        ${error && html`<${Problem} error=${error} />`}
      </form>
    <//>
  `;
}
