import { useEffect, useRef, useState } from './html.js';

/** More than these at once would only make a slow service slower. */
const MOST_AT_ONCE = 2;

/**
 * Loads something when a page is opened and whenever one of `on` changes. While it is loaded anew the last one stays; a
 * slow answer is not given up for a newer question, or a slow service would never be seen to answer.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @param {readonly unknown[]} on
 * @returns {{ data?: T, error?: unknown, reload: () => void }}
 */
export function useLoad(load, on) {
  const [state, setState] = useState(/** @type {{ data?: T, error?: unknown }} */ ({}));
  const [turn, setTurn] = useState(0);
  const loads = useRef({ begun: 0, told: 0, open: 0, controller: new AbortController() });
  useEffect(() => () => loads.current.controller.abort(), []);
  useEffect(() => {
    const now = loads.current;
    if (now.open >= MOST_AT_ONCE) return;
    const number = ++now.begun;
    now.open += 1;
    const tell = (/** @type {(last: { data?: T }) => { data?: T, error?: unknown }} */ next) => {
      now.open -= 1;
      if (number < now.told || now.controller.signal.aborted) return;
      now.told = number;
      setState(next);
    };
    load(now.controller.signal).then(
      (data) => tell(() => ({ data })),
      (error) => tell((last) => ({ ...last, error })),
    );
  }, [...on, turn]);
  return { ...state, reload: () => setTurn((n) => n + 1) };
}

/**
 * Something that a button does: busy while it does it, and with what went wrong.
 * @returns {{ busy: boolean, error?: unknown, run: (act: () => Promise<unknown>) => Promise<void> }}
 */
export function useAction() {
  const [state, setState] = useState(/** @type {{ busy: boolean, error?: unknown }} */ ({ busy: false }));
  const run = async (/** @type {() => Promise<unknown>} */ act) => {
    setState({ busy: true });
    try {
      await act();
      setState({ busy: false });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return { ...state, run };
}
