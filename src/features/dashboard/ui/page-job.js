import { call } from './api.js';
import { confirmed } from './confirm.js';
import { html, useState } from './html.js';
import { ago, date, duration, json } from './format.js';
import { useLive } from './live.js';
import { useAction, useLoad } from './load.js';
import { Badge, Card, Page, Problem } from './parts.js';
import { errorOf } from './queue-jobs.js';
import { to } from './router.js';

/** @typedef {import('../dashboard.jobs.schemas.js').ShownJobWithLog} Job */

/** @type {Record<string, import('./parts.js').Tone>} */
const TONES = { waiting: 'accent', delayed: 'warn', active: 'accent', completed: 'good', dead: 'bad' };

/** All that is known of a job. @param {{ queue: string, id: string }} props */
export function JobPage({ queue, id }) {
  const { sample } = useLive();
  const row = sample?.queues.find(({ name }) => name === queue);
  const path = `queues/${encodeURIComponent(queue)}/jobs/${encodeURIComponent(id)}`;
  // Whatever happens in its queue may have happened to it.
  const { data, error, reload } = useLoad(
    (signal) => call('GET', `dashboard/${path}`, { signal }),
    [path, JSON.stringify(row?.counts)],
  );
  const job = /** @type {Job | undefined} */ (data);
  const crumbs = html`
    <a href=${to(['queues'])}>Queues</a><span aria-hidden="true">/</span>
    <a href=${to(['queues', queue], { state: job?.state })}>${queue}</a><span aria-hidden="true">/</span>
  `;
  return html`
    <${Page}
      title=${job ? job.name : 'Job'}
      crumbs=${crumbs}
      lead=${html`<code>${id}</code>`}
      actions=${job && html`<${JobActions} path=${path} job=${job} queue=${queue} reload=${reload} />`}
    >
      ${error && html`<${Problem} error=${error} retry=${reload} />`}
      ${
        job &&
        html`
          <div class="halves">
            <${Facts} job=${job} />
            <${Payload} queue=${queue} job=${job} />
          </div>
          <${History} job=${job} />
          <${Card} title="Log">
            ${job.log.length === 0 ? html`<p class="muted">Its handler has logged nothing.</p>` : html`<pre tabindex="0">${job.log.join('\n')}</pre>`}
          <//>
        `
      }
    <//>
  `;
}

/** @param {{ path: string, queue: string, job: Job, reload: () => void }} props */
function JobActions({ path, queue, job, reload }) {
  const { busy, error, run } = useAction();
  const act = (/** @type {string} */ what) =>
    run(async () => {
      await call('POST', `${path}/${what}`, { body: {} });
      reload();
    });
  const remove = async () => {
    const yes = await confirmed({
      title: 'Remove this job?',
      text:
        job.state === 'active'
          ? 'A worker has it. It will notice with its next beat, and what comes of it is refused.'
          : 'It is removed for good.',
      action: 'Remove',
    });
    if (!yes) return;
    await run(async () => {
      await call('DELETE', path);
      location.hash = to(['queues', queue], { state: job.state });
    });
  };
  return html`
    ${error && html`<${Problem} error=${error} />`}
    ${['dead', 'completed'].includes(job.state) && html`<button class="primary" disabled=${busy} onClick=${() => act('retry')}>Retry</button>`}
    ${job.state === 'delayed' && html`<button class="primary" disabled=${busy} onClick=${() => act('promote')}>Promote</button>`}
    <button class="danger" disabled=${busy} onClick=${remove}>Remove</button>
  `;
}

/** @param {{ job: Job }} props */
function Facts({ job }) {
  const { state, attempts, createdAt, dueAt, leaseUntilAt, finishedAt, progress } = job;
  /** @type {[string, unknown][]} */
  const rows = [
    ['State', html`<${Badge} tone=${TONES[state]}>${state}<//>`],
    ['Attempts that failed', attempts],
    ['Added', `${date(createdAt)}, ${ago(createdAt)}`],
    ['Due', dueAt && `${date(dueAt)}${dueAt > Date.now() ? `, in ${duration(dueAt - Date.now())}` : ''}`],
    ['Leased until', leaseUntilAt && date(leaseUntilAt)],
    ['Ended', finishedAt && `${date(finishedAt)}, ${ago(finishedAt)}`],
    ['Progress', progress === null ? null : json(progress)],
  ];
  return html`
    <${Card} title="Facts">
      <dl class="facts">
        ${rows
          .filter(([, value]) => value !== null)
          .map(
            ([name, value]) =>
              html`<div key=${name}>
                <dt>${name}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
      </dl>
    <//>
  `;
}

/** What it carries: its shape, until somebody asks for the values, which the log of the service notes. @param {{ queue: string, job: Job }} props */
function Payload({ queue, job }) {
  const [revealed, setRevealed] = useState(
    /** @type {{ data: unknown, result: unknown } | undefined} */ (undefined),
  );
  const { busy, error, run } = useAction();
  const reveal = () =>
    run(async () => setRevealed(await call('POST', 'dashboard/reveal', { body: { queue, id: job.id } })));
  const { data, result } = revealed ?? job;
  const button = revealed
    ? html`<button class="small" onClick=${() => setRevealed(undefined)}>Hide</button>`
    : html`<button class="small" disabled=${busy} onClick=${reveal}>Show values</button>`;
  return html`
    <${Card}
      title="Data"
      hint=${revealed ? 'as it is' : 'its shape; the log notes who asks for more'}
      actions=${button}
    >
      ${error && html`<${Problem} error=${error} />`}
      <pre tabindex="0">${json(data)}</pre>
      ${
        job.result !== null &&
        html`<h3 class="sub">Result</h3>
          <pre tabindex="0">${json(result)}</pre>`
      }
    <//>
  `;
}

/** What happened to it, the last first. @param {{ job: Job }} props */
function History({ job }) {
  const { createdAt, finishedAt, state, errors } = job;
  const events = [
    { at: createdAt, tone: 'accent', what: 'Added', more: undefined },
    ...errors.map(({ at, attempt, error }) => ({
      at,
      tone: 'bad',
      what: `Attempt ${attempt} failed: ${errorOf(error)}`,
      more: stackOf(error),
    })),
    ...(finishedAt === null
      ? []
      : [
          {
            at: finishedAt,
            tone: state === 'dead' ? 'bad' : 'good',
            what: state === 'dead' ? 'Given up: a dead letter' : 'Completed',
            more: undefined,
          },
        ]),
  ].toSorted((a, b) => b.at - a.at);
  return html`
    <${Card} title="History" hint=${errors.length === 10 ? 'with the last ten errors' : undefined}>
      <ol class="timeline">
        ${events.map(
          ({ at, tone, what, more }) => html`
            <li key=${`${at}${what}`}>
              <i class=${`dot ${tone}`}></i>
              <div>
                <strong>${what}</strong> <time class="muted">${date(at)}</time>
                ${
                  more &&
                  html`<details>
                    <summary>Stack</summary>
                    <pre>${more}</pre>
                  </details>`
                }
              </div>
            </li>
          `,
        )}
      </ol>
    <//>
  `;
}

/** @param {unknown} error */
function stackOf(error) {
  return typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : undefined;
}
