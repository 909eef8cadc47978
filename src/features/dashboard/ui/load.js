import { useEffect, useState } from './html.js';

/**
 * Loads something when a page is opened and whenever one of `on` changes. While it is loaded anew the last one stays.
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @param {readonly unknown[]} on
 * @returns {{ data?: T, error?: unknown, reload: () => void }}
 */
export function useLoad(load, on) {
  const [state, setState] = useState(/** @type {{ data?: T, error?: unknown }} */ ({}));
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal).then(
      (data) => controller.signal.aborted || setState({ data }),
      (error) => controller.signal.aborted || setState((last) => ({ ...last, error })),
    );
    return () => controller.abort();
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
