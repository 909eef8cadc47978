import { html, useEffect, useRef } from './html.js';
import { ApiError } from './api.js';
import { Icon } from './icons.js';

/** @typedef {import('preact').ComponentChildren} Children */
/** @typedef {'good' | 'warn' | 'bad' | 'accent' | ''} Tone */

/** A page; its heading takes the focus when it is opened, so that a screen reader tells it. @param {{ title: string, lead?: Children, crumbs?: Children, actions?: Children, children?: Children }} props */
export function Page({ title, lead, crumbs, actions, children }) {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    document.title = `${title} · Rookery`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return html`
    <div class="page">
      <header>
        <div>
          ${crumbs && html`<nav class="crumbs" aria-label="Where you are">${crumbs}</nav>`}
          <h1 tabindex="-1" ref=${heading}>${title}</h1>
          ${lead && html`<p>${lead}</p>`}
        </div>
        ${actions && html`<div class="row">${actions}</div>`}
      </header>
      ${children}
    </div>
  `;
}

/** @param {{ title?: string, hint?: Children, actions?: Children, flush?: boolean, children?: Children }} props */
export const Card = ({ title, hint, actions, flush, children }) => html`
  <section class="card">
    ${
      title &&
      html`<header>
        <h2>${title}</h2>
        ${hint && html`<span class="muted">${hint}</span>`}
        ${actions && html`<div class="row actions">${actions}</div>`}
      </header>`
    }
    <div class=${flush ? 'flush' : 'body'} tabindex=${flush ? 0 : undefined}>${children}</div>
  </section>
`;

/** A number that matters. @param {{ label: string, value: Children, unit?: string, note?: Children, tone?: Tone, children?: Children }} props */
export const Tile = ({ label, value, unit, note, tone = '', children }) => html`
  <dl class=${`card tile ${tone}`}>
    <dt>${label}</dt>
    <dd class="value">${value}${unit && html`<small>${unit}</small>`}</dd>
    <dd class="note">${note}</dd>
    ${children && html`<dd>${children}</dd>`}
  </dl>
`;

/** @param {{ tone?: Tone, children?: Children }} props */
export const Badge = ({ tone = '', children }) => html`<span class=${`badge ${tone}`}>${children}</span>`;

/** Nothing there yet: says what to do. @param {{ icon: string, title: string, children?: Children }} props */
export const Empty = ({ icon, title, children }) => html`
  <div class="empty">
    <${Icon} name=${icon} />
    <h2>${title}</h2>
    ${children}
  </div>
`;

/** What went wrong and what to do about it. @param {{ error: unknown, retry?: () => void }} props */
export function Problem({ error, retry }) {
  const code = error instanceof ApiError ? error.code : 'UNFORESEEN';
  const message = error instanceof Error ? error.message : String(error);
  return html`
    <div class="notice bad" role="alert">
      <strong>${code}</strong>
      <span>${message}</span>
      ${retry && html`<button class="small" onClick=${retry}>Try again</button>`}
    </div>
  `;
}

/** Asks for the next page of a list, where there is one. @param {{ more: (() => unknown) | undefined, busy: boolean }} props */
export const More = ({ more, busy }) =>
  more && html`<div class="more"><button disabled=${busy} onClick=${more}>Show more</button></div>`;

/** How full something is. @param {{ part: number, label: string }} props */
export const Meter = ({ part, label }) => html`
  <div
    class="meter"
    role="meter"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.round(part * 100)}
  >
    <i style=${{ width: `${Math.min(100, part * 100)}%` }}></i>
  </div>
`;

/** A line without axes, for a tile. @param {{ values: readonly (number | null)[] }} props */
export function Spark({ values }) {
  const shown = values.slice(-90).map((value) => value ?? 0);
  if (shown.length < 2) return html`<svg class="spark" aria-hidden="true"></svg>`;
  const top = Math.max(...shown) || 1;
  const points = shown.map((value, i) => `${(i / (shown.length - 1)) * 100} ${29 - (value / top) * 27}`);
  const line = `M${points.join('L')}`;
  return html`
    <svg class="spark" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      <path class="area" d=${`${line}L100 30L0 30z`} />
      <path d=${line} />
    </svg>
  `;
}
