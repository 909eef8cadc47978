import { apiKey, ApiError } from './api.js';
import { Ask } from './fields.js';
import { html } from './html.js';
import { Page } from './parts.js';

/** Whether the service wants to know who it is. @param {unknown} error */
export const isRefused = (error) => error instanceof ApiError && [401, 403].includes(error.status);

/** Asks for an API key, where the service asks for one. @param {{ error: unknown }} props */
export const SignIn = ({ error }) => html`
  <${Page} title="Who are you?" lead="This service asks every caller for an API key">
    <section class="card">
      <div class="body">
        <p>
          Paste a key with the scope <code>dashboard:read</code>, and those of what you want to do, such as
          <code>queue:write</code>; <code>npm run keys</code> makes one. It stays in this tab alone and is
          gone when you close it.
        </p>
        <br />
        <${Ask}
          label="API key"
          action="Sign in"
          onSubmit=${(/** @type {string} */ key) => {
            apiKey.set(key);
            location.reload();
          }}
        />
        ${
          apiKey.get() !== '' &&
          html`<br />
            <p class="muted">The last one was refused: ${error instanceof Error ? error.message : ''}</p>`
        }
      </div>
    </section>
  <//>
`;
