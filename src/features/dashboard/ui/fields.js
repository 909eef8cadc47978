import { html, useState } from './html.js';

/** @typedef {import('preact').ComponentChildren} Children */

/**
 * One line of text and a button.
 * @param {{ label: string, action: string, value?: string, busy?: boolean, onSubmit: (text: string) => void, children?: Children }} props
 */
export function Ask({ label, action, value = '', busy = false, onSubmit, children }) {
  const [text, setText] = useState(value);
  const id = `ask-${label.toLowerCase().replaceAll(/\W+/g, '-')}`;
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (text.trim() !== '') onSubmit(text.trim());
  };
  return html`
    <form class="row" onSubmit=${submit}>
      <label class="visually-hidden" for=${id}>${label}</label>
      <input
        id=${id}
        placeholder=${label}
        value=${text}
        onInput=${(/** @type {Event} */ event) => setText(textOf(event))}
      />
      <button disabled=${busy || text.trim() === ''}>${action}</button>
      ${children}
    </form>
  `;
}

/** What stands in the field that an event comes from. @param {Event} event */
export const textOf = ({ currentTarget }) =>
  /** @type {HTMLInputElement | HTMLSelectElement} */ (currentTarget).value;

/**
 * @param {{ label: string, value: string, options: readonly (readonly [string, string])[], onChange: (value: string) => void }} props
 */
export const Choice = ({ label, value, options, onChange }) => html`
  <label>
    <span class="visually-hidden">${label}</span>
    <select
      aria-label=${label}
      value=${value}
      onChange=${(/** @type {Event} */ event) => onChange(textOf(event))}
    >
      ${options.map(([key, name]) => html`<option key=${key} value=${key} selected=${key === value}>${name}</option>`)}
    </select>
  </label>
`;
