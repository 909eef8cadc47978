import { html, render, useEffect, useState } from './html.js';
import { ago } from './format.js';
import { Icon, Mark } from './icons.js';
import { start as goLive, useLive } from './live.js';
import { Empty, Page } from './parts.js';
import { Confirm } from './confirm.js';
import { Analytics } from './page-analytics.js';
import { Cache } from './page-cache.js';
import { TopicPage, Topics } from './page-messaging.js';
import { Letters } from './page-letters.js';
import { JobPage } from './page-job.js';
import { Overview } from './page-overview.js';
import { Queue } from './page-queue.js';
import { Queues } from './page-queues.js';
import { RateLimits } from './page-rate-limits.js';
import { Sessions, UserSessions } from './page-sessions.js';
import { isRefused, SignIn } from './sign-in.js';
import { to, useRoute } from './router.js';
import { start as dress, ThemeSwitch } from './theme.js';

/** @typedef {{ parts: string[], query: URLSearchParams }} PageProps */

/** `needs` names what has to be there to be shown. @type {{ path: string, title: string, needs?: string, page: (props: PageProps) => any }[]} */
const PAGES = [
  { path: '', title: 'Overview', page: () => html`<${Overview} />` },
  { path: 'queues', title: 'Queues', needs: 'queues', page: queuePage },
  {
    path: 'sessions',
    title: 'Sessions',
    needs: 'sessions',
    page: ({ parts: [user] }) =>
      user === undefined ? html`<${Sessions} />` : html`<${UserSessions} key=${user} user=${user} />`,
  },
  { path: 'rate-limits', title: 'Rate limits', needs: 'denials', page: () => html`<${RateLimits} />` },
  { path: 'cache', title: 'Cache', needs: 'cache', page: () => html`<${Cache} />` },
  {
    path: 'messaging',
    title: 'Messaging',
    needs: 'messages',
    page: messagingPage,
  },
  { path: 'analytics', title: 'Analytics', needs: 'analytics', page: () => html`<${Analytics} />` },
];

/** @param {PageProps} props */
function queuePage({ parts: [queue, jobs, id], query }) {
  if (queue === undefined) return html`<${Queues} />`;
  if (jobs === 'jobs' && id !== undefined)
    return html`<${JobPage} key=${`${queue}/${id}`} queue=${queue} id=${id} />`;
  return html`<${Queue} key=${queue} queue=${queue} query=${query} />`;
}

/** @param {PageProps} props */
function messagingPage({ parts: [topic, group] }) {
  if (topic === undefined) return html`<${Topics} />`;
  if (group === undefined) return html`<${TopicPage} key=${topic} topic=${topic} />`;
  return html`<${Letters} key=${`${topic}/${group}`} topic=${topic} group=${group} />`;
}

function App() {
  const { parts, query } = useRoute();
  const [first = '', ...rest] = parts;
  const { about, error } = useLive();
  const shown = PAGES.filter(({ needs }) => !needs || !about || about.pages.includes(needs));
  const found = PAGES.find(({ path }) => path === first);
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the page</a>
    <div class="frame">
      <header class="side">
        <a class="brand" href="#/"><${Mark} />Rookery</a>
        <nav class="nav" aria-label="Pages">
          ${shown.map(
            ({ path, title }) => html`
              <a
                key=${path}
                href=${to(path ? [path] : [])}
                aria-current=${path === first ? 'page' : undefined}
              >
                <${Icon} name=${path || 'overview'} />${title}
              </a>
            `,
          )}
        </nav>
        <div class="foot"><${Status} /><${ThemeSwitch} /></div>
      </header>
      <main class="main" id="main" tabindex="-1">
        ${isRefused(error) ? html`<${SignIn} error=${error} />` : found ? found.page({ parts: rest, query }) : html`<${Nowhere} />`}
      </main>
    </div>
    <${Confirm} />
  `;
}

/** The hash says which page it is, so a link within the page has to be followed by hand. @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.querySelector('main')?.focus();
}

const Nowhere = () => html`
  <${Page} title="Nothing here">
    <section class="card">
      <${Empty} icon="search" title="There is no such page">
        <p>It may have had another name in another version. <a href="#/">To the overview</a></p>
      <//>
    </section>
  <//>
`;

/** Whether what is shown is of now. */
function Status() {
  const { state, sample } = useLive();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const [tone, text] = {
    live: ['good', 'Live'],
    lost: ['bad', 'Lost, trying again'],
    connecting: ['', 'Connecting'],
  }[state] ?? ['', ''];
  return html`
    <p class="status" role="status">
      <i class=${`dot ${tone}`}></i>${text}
      ${sample && state === 'lost' && html`<span class="long">: seen ${ago(sample.at)}</span>`}
    </p>
  `;
}

dress();
goLive();
const root = document.getElementById('app');
if (root) render(html`<${App} />`, root);
