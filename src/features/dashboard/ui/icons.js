import { html } from './html.js';

/** @type {Record<string, string>} */
const PATHS = {
  overview: 'M4 13h6V4H4zM14 20h6V11h-6zM4 20h6v-3H4zM14 7h6V4h-6z',
  queues: 'M4 6h16M4 12h16M4 18h10M18 16l3 2-3 2z',
  sessions:
    'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2.5 20a6.5 6.5 0 0 1 13 0M16 4a4 4 0 0 1 0 7M18 14.5a6.5 6.5 0 0 1 3.5 5.5',
  'rate-limits': 'M4 17a8 8 0 1 1 16 0M12 17l4-6M4 20h16',
  cache: 'M13 2 5 13h6l-1 9 9-12h-6z',
  analytics: 'M4 20V10M10 20V4M16 20v-7M21 20H3',
  messaging: 'M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12h5',
  check: 'M5 12.5 10 17l9-10',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
};

/** @param {{ name: string }} props */
export const Icon = ({ name }) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d=${PATHS[name] ?? PATHS['overview']} />
  </svg>`;

export const Mark = () => html`
  <svg viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#0f766e" />
    <path
      d="M9 24V11l3 2 2-4h4l2 4 3-2v13zM13.5 24v-4a2.5 2.5 0 0 1 5 0v4"
      fill="none"
      stroke="#fff"
      stroke-width="2.2"
      stroke-linejoin="round"
    />
  </svg>
`;
