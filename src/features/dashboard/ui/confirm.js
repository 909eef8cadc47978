import { html, useEffect, useRef, useState } from './html.js';

/** @typedef {{ title: string, text: string, action: string }} Question */
/** @typedef {Question & { answer: (yes: boolean) => void }} Asked */

/** @type {(asked: Asked | undefined) => void} */
let show = () => undefined;

/** Asks before something that cannot be undone. @param {Question} question @returns {Promise<boolean>} */
export async function confirmed(question) {
  const { promise, resolve } = /** @type {PromiseWithResolvers<boolean>} */ (Promise.withResolvers());
  show({ ...question, answer: resolve });
  return promise;
}

/** Where questions appear; once in the page. The browser keeps the focus in it, and Escape says no. */
export function Confirm() {
  const [asked, setAsked] = useState(/** @type {Asked | undefined} */ (undefined));
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  show = setAsked;
  useEffect(() => {
    if (asked) dialog.current?.showModal();
  }, [asked]);
  if (!asked) return null;
  const end = (/** @type {boolean} */ yes) => () => {
    asked.answer(yes);
    setAsked(undefined);
  };
  return html`
    <dialog ref=${dialog} aria-labelledby="question" onCancel=${end(false)}>
      <h2 id="question">${asked.title}</h2>
      <p>${asked.text}</p>
      <div class="row">
        <button onClick=${end(false)}>Leave it</button>
        <button class="danger primary" onClick=${end(true)}>${asked.action}</button>
      </div>
    </dialog>
  `;
}
