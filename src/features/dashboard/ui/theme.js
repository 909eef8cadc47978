import { html, useState } from './html.js';

const KEY = 'rookery-theme';
const THEMES = ['auto', 'light', 'dark'];

const chosen = () => localStorage.getItem(KEY) ?? 'auto';

/** Puts on what was chosen last time; as the system has it, unless told. */
export function start() {
  apply(chosen());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell);
}

/** @param {string} theme */
function apply(theme) {
  document.documentElement.dataset['theme'] = theme;
  tell();
}

const tell = () => dispatchEvent(new Event('themechange'));

export function ThemeSwitch() {
  const [theme, setTheme] = useState(chosen);
  const choose = (/** @type {string} */ next) => {
    localStorage.setItem(KEY, next);
    apply(next);
    setTheme(next);
  };
  return html`
    <div class="theme" role="group" aria-label="Theme">
      ${THEMES.map(
        (name) =>
          html`<button key=${name} aria-pressed=${name === theme} onClick=${() => choose(name)}>
            ${name}
          </button>`,
      )}
    </div>
  `;
}
