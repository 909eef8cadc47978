import { call } from './api.js';
import { confirmed } from './confirm.js';
import { Ask, Choice } from './fields.js';
import { html, useState } from './html.js';
import { ago, count, duration } from './format.js';
import { useLive } from './live.js';
import { useAction, useLoad } from './load.js';
import { Badge, Card, Empty, Page, Problem } from './parts.js';
import { Table } from './table.js';

/** @typedef {{ name: string, limit: number, windowMs: number, algorithm: string, burst?: number, shadow: boolean, source: string }} Policy */
/** @typedef {{ policy: string, subject: string, count: number, lastAt: number }} Denial */
/** @typedef {{ policy: string, subject: string }} Who */

/** Who is denied, what is allowed, and how it stands with one subject. */
export function RateLimits() {
  const { sample } = useLive();
  const policies = useLoad((signal) => call('GET', 'rate-limits', { signal }), []);
  const denials = useLoad((signal) => call('GET', 'dashboard/denials', { signal }), [sample?.at]);
  const [who, setWho] = useState(/** @type {Who | undefined} */ (undefined));
  const names = /** @type {Policy[]} */ (policies.data?.items ?? []).map(({ name }) => name);
  return html`
    <${Page} title="Rate limits" lead="Who is denied, and what is allowed">
      ${(policies.error ?? denials.error) && html`<${Problem} error=${policies.error ?? denials.error} retry=${policies.reload} />`}
      <${Subject} names=${names} who=${who} setWho=${setWho} />
      <div class="halves">
        <${Denials} denials=${denials.data} show=${setWho} />
        <${Policies} rows=${policies.data?.items} />
      </div>
    <//>
  `;
}

/** @param {{ denials: { items: Denial[], everywhere: boolean } | undefined, show: (who: Who) => void }} props */
function Denials({ denials, show }) {
  const of = (/** @type {(denial: Denial) => any} */ tell) => tell;
  if (!denials) return null;
  const { items: rows, everywhere } = denials;
  const by = everywhere ? 'all processes that run, each' : 'this process alone, as Redis does not answer,';
  return html`
    <${Card} title="Most denied" hint=${`by ${by} since it started`} flush=${rows.length > 0}>
      ${
        rows.length === 0
          ? html`<${Empty} icon="check" title="Nobody was denied"
              ><p>All stay within what they are allowed.</p><//
            >`
          : html`<${Table}
              rows=${rows}
              keyOf=${of(({ policy, subject }) => `${policy} ${subject}`)}
              columns=${[
                {
                  head: 'Subject',
                  of: of(
                    (denial) =>
                      html`<button class="link" onClick=${() => show(denial)}>${denial.subject}</button>`,
                  ),
                },
                { head: 'Policy', of: of(({ policy }) => policy) },
                { head: 'Denied', num: true, of: of((denial) => count(denial.count)) },
                { head: 'Last', num: true, of: of(({ lastAt }) => ago(lastAt)) },
              ]}
            />`
      }
    <//>
  `;
}

/** @param {{ rows: Policy[] | undefined }} props */
function Policies({ rows }) {
  const of = (/** @type {(policy: Policy) => any} */ tell) => tell;
  if (!rows) return null;
  return html`
    <${Card} title="Policies" flush>
      <${Table}
        rows=${rows}
        keyOf=${of(({ name }) => name)}
        columns=${[
          {
            head: 'Policy',
            of: of(({ name, shadow }) => html`${name} ${shadow && html`<${Badge} tone="warn">shadow<//>`}`),
          },
          {
            head: 'Allows',
            of: of(({ limit, windowMs, algorithm }) =>
              algorithm === 'concurrency'
                ? `${count(limit)} at a time`
                : `${count(limit)} in ${duration(windowMs)}`,
            ),
          },
          { head: 'Algorithm', of: of(({ algorithm }) => algorithm) },
          {
            head: 'Set',
            of: of(({ source }) =>
              source === 'runtime' ? html`<${Badge} tone="accent">runtime<//>` : 'in code',
            ),
          },
        ]}
      />
    <//>
  `;
}

/** @param {{ names: string[], who: Who | undefined, setWho: (who: Who | undefined) => void }} props */
function Subject({ names, who, setWho }) {
  const [policy, setPolicy] = useState('');
  const chosen = policy || names[0] || '';
  return html`
    <${Card}
      title="One subject"
      actions=${html`
        <${Choice}
          label="Policy"
          value=${chosen}
          options=${names.map((name) => [name, name])}
          onChange=${setPolicy}
        />
        <${Ask}
          label="Address, user or key"
          action="Look"
          onSubmit=${(/** @type {string} */ subject) => setWho({ policy: chosen, subject })}
        />
      `}
    >
      ${
        who
          ? html`<${Standing} key=${`${who.policy} ${who.subject}`} who=${who} />`
          : html`<p class="muted">
              See what is left to somebody, forgive what was used, or deny for some time. Subjects are as the
              service counts them: <code>192.0.2.7</code>, <code>key:…</code>, or what your code names.
            </p>`
      }
    <//>
  `;
}

const BLOCK_MS = 600_000;

/** @param {{ who: Who }} props */
function Standing({ who: { policy, subject } }) {
  const path = `rate-limits/${encodeURIComponent(policy)}`;
  const { data, error, reload } = useLoad(
    (signal) => call('GET', `${path}/${encodeURIComponent(subject)}`, { signal }),
    [],
  );
  const action = useAction();
  const forgive = () =>
    action.run(async () => (await call('DELETE', `${path}/${encodeURIComponent(subject)}`), reload()));
  const block = async () => {
    const text = `Whatever ${subject} takes of ${policy} is denied for ${duration(BLOCK_MS)}. “Forgive” ends it.`;
    if (await confirmed({ title: `Deny ${subject}?`, text, action: 'Deny' }))
      await action.run(
        async () => (await call('POST', `${path}/block`, { body: { subject, blockMs: BLOCK_MS } }), reload()),
      );
  };
  return html`
    ${(error ?? action.error) && html`<${Problem} error=${error ?? action.error} retry=${reload} />`}
    ${
      data &&
      html`<div class="row">
        <strong>${subject}</strong> <span class="muted">under ${policy}</span>
        <${Badge} tone=${data.allowed ? 'good' : 'bad'}
          >${data.allowed ? 'allowed' : `denied for ${duration(data.retryAfterMs)}`}<//
        >
        <span>${count(data.remaining)} of ${count(data.limit)} left</span>
        <button class="small" disabled=${action.busy} onClick=${forgive}>Forgive</button>
        <button class="small danger" disabled=${action.busy} onClick=${block}>
          Deny for ${duration(BLOCK_MS)}
        </button>
      </div>`
    }
  `;
}
