import { call } from './api.js';
import { html, useState } from './html.js';
import { useAction } from './load.js';

/**
 * What a message carries: its shape until somebody asks for the values, which the log of the service notes.
 * @param {{ topic: string, group?: string, id: string }} what
 * @param {unknown} masked
 */
export function useReveal(what, masked) {
  const [revealed, setRevealed] = useState(/** @type {{ data: unknown } | undefined} */ (undefined));
  const { busy, error, run } = useAction();
  const reveal = () => run(async () => setRevealed(await call('POST', 'dashboard/reveal', { body: what })));
  const button = revealed
    ? html`<button class="small" onClick=${() => setRevealed(undefined)}>Hide</button>`
    : html`<button class="small" disabled=${busy} onClick=${reveal}>Show values</button>`;
  return { shown: revealed ? revealed.data : masked, error, button };
}
