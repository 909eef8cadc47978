import { call } from './api.js';
import { confirmed } from './confirm.js';
import { Ask } from './fields.js';
import { html, useState } from './html.js';
import { ago, count, date, duration, json } from './format.js';
import { useLive } from './live.js';
import { useAction, useLoad } from './load.js';
import { Badge, Card, Empty, Page, Problem, Tile } from './parts.js';
import { to } from './router.js';
import { Table } from './table.js';

/** @typedef {{ userId: string, lastSeenAt: number, expiresAt: number }} OnlineUser */
/** @typedef {{ id: string, device: string | null, ip: string | null, remembered: boolean, createdAt: number, lastSeenAt: number, expiresAt: number, attributes: object }} Session */

const find = (/** @type {string} */ user) => void (location.hash = to(['sessions', user]));

/** Who is online. */
export function Sessions() {
  const { sample } = useLive();
  const [more, setMore] = useState(/** @type {{ items: OnlineUser[], nextCursor: string | null }[]} */ ([]));
  const fetchPage = (/** @type {string} */ cursor) =>
    call('GET', `users/online?${new URLSearchParams({ limit: '50', ...(cursor && { cursor }) })}`);
  const online = sample?.sessions;
  // Who is online is asked for anew when their number changes.
  const { data, error, reload } = useLoad(() => fetchPage(''), [online?.users, online?.sessions]);
  const pages = data ? [data, ...more] : [];
  const users = /** @type {OnlineUser[]} */ (pages.flatMap(({ items }) => items));
  const next = pages.at(-1)?.nextCursor;
  return html`
    <${Page}
      title="Sessions"
      lead="Who has a live session, by the clock of Redis"
      actions=${html`<${Ask} label="A user's id" action="Open" onSubmit=${find} />`}
    >
      <div class="tiles">
        <${Tile} label="Users online" value=${count(online?.users)} note="with a live session" />
        <${Tile}
          label="Live sessions"
          value=${count(online?.sessions)}
          note=${online && online.users > 0 ? `${(online.sessions / online.users).toFixed(1)} for each user` : ''}
        />
      </div>
      ${error && html`<${Problem} error=${error} retry=${reload} />`}
      ${
        data &&
        html`<${Card} title="Online now" flush=${users.length > 0}>
          ${
            users.length === 0
              ? html`<${Empty} icon="sessions" title="Nobody is online"
                  ><p>
                    Log somebody in with <code>POST /v1/sessions</code>, or run <code>npm run demo</code>.
                  </p><//
                >`
              : html`<${Table}
                  rows=${users}
                  keyOf=${(/** @type {OnlineUser} */ { userId }) => userId}
                  columns=${[
                    {
                      head: 'User',
                      of: (/** @type {OnlineUser} */ { userId }) =>
                        html`<a href=${to(['sessions', userId])}>${userId}</a>`,
                    },
                    { head: 'Last seen', of: (/** @type {OnlineUser} */ { lastSeenAt }) => ago(lastSeenAt) },
                    {
                      head: 'Online until',
                      of: (/** @type {OnlineUser} */ { expiresAt }) =>
                        `${duration(Math.max(0, expiresAt - Date.now()))} from now`,
                    },
                  ]}
                />`
          }
          ${next && html`<div class="body"><button onClick=${async () => setMore([...more, await fetchPage(next)])}>Show more</button></div>`}
        <//>`
      }
    <//>
  `;
}

/** The sessions of a user. @param {{ user: string }} props */
export function UserSessions({ user }) {
  const { sample } = useLive();
  const path = `users/${encodeURIComponent(user)}/sessions`;
  const { data, error, reload } = useLoad(
    (signal) => call('GET', `dashboard/${path}`, { signal }),
    [path, sample?.sessions?.sessions],
  );
  const action = useAction();
  const sessions = /** @type {Session[]} */ (data?.items ?? []);
  const revoke = async (/** @type {string} */ id, /** @type {string} */ title) => {
    const text = 'The device is logged out with its next request, wherever that goes.';
    if (!(await confirmed({ title, text, action: 'Log out' }))) return;
    await action.run(async () => {
      await call('DELETE', id ? `${path}/${encodeURIComponent(id)}` : path);
      reload();
    });
  };
  const all = html`<button
    class="danger"
    disabled=${action.busy || sessions.length === 0}
    onClick=${() => revoke('', `Log ${user} out everywhere?`)}
  >
    Log out everywhere
  </button>`;
  return html`
    <${Page}
      title=${user}
      crumbs=${html`<a href=${to(['sessions'])}>Sessions</a><span aria-hidden="true">/</span>`}
      lead=${data && (sessions.length === 0 ? 'Not online' : `Online with ${count(sessions.length)} ${sessions.length === 1 ? 'session' : 'sessions'}`)}
      actions=${all}
    >
      ${(error || action.error) && html`<${Problem} error=${error ?? action.error} retry=${reload} />`}
      ${data && html`<${Card} title="Live sessions" flush=${sessions.length > 0}><${SessionTable} sessions=${sessions} revoke=${revoke} /><//>`}
    <//>
  `;
}

/** @param {{ sessions: Session[], revoke: (id: string, title: string) => Promise<void> }} props */
function SessionTable({ sessions, revoke }) {
  if (sessions.length === 0)
    return html`<${Empty} icon="sessions" title="No live session"
      ><p>This user has logged out, or has never logged in under this id.</p><//
    >`;
  const of = (/** @type {(session: Session) => any} */ tell) => tell;
  return html`
    <${Table}
      rows=${sessions}
      keyOf=${of(({ id }) => id)}
      columns=${[
        {
          head: 'Device',
          of: of(
            ({ device, remembered }) =>
              html`${device ?? 'unknown'} ${remembered && html`<${Badge}>remembered<//>`}`,
          ),
        },
        { head: 'Address', of: of(({ ip }) => ip ?? '–') },
        {
          head: 'Logged in',
          of: of(({ createdAt }) => html`<span title=${date(createdAt)}>${ago(createdAt)}</span>`),
        },
        { head: 'Last seen', of: of(({ lastSeenAt }) => ago(lastSeenAt)) },
        { head: 'Ends in', of: of(({ expiresAt }) => duration(Math.max(0, expiresAt - Date.now()))) },
        {
          head: 'Attributes',
          of: of(
            ({ attributes }) => html`<code>${Object.keys(attributes).join(', ') || json('none')}</code>`,
          ),
        },
        {
          head: '',
          num: true,
          of: of(
            ({ id, device }) =>
              html`<button
                class="small danger"
                onClick=${() => revoke(id, `Log out ${device ?? 'this session'}?`)}
              >
                Log out
              </button>`,
          ),
        },
      ]}
    />
  `;
}
