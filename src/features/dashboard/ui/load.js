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
 * @template T
 * @typedef {{ items: T[], nextCursor: string | null }} Page
 */

/**
 * A list that comes in pages. The first one is loaded anew whenever `now` changes, until a second one was asked for: what is
 * being read would move else.
 * @template T
 * @template {Page<T>} P
 * @param {(cursor: string, signal?: AbortSignal) => Promise<P & Page<T>>} fetchPage
 * @param {unknown} now
 */
export function usePages(fetchPage, now) {
  const [more, setMore] = useState(/** @type {(P & Page<T>)[]} */ ([]));
  const [changed, setChanged] = useState(/** @type {ReadonlyMap<T, T | undefined>} */ (new Map()));
  const seen = useRef(now);
  if (more.length === 0) seen.current = now;
  const { data, error, reload } = useLoad((signal) => fetchPage('', signal), [seen.current]);
  const next = useAction();
  const pages = data ? [data, ...more] : [];
  const cursor = pages.at(-1)?.nextCursor ?? null;
  /** @param {T} item @returns {T[]} */
  const shown = (item) => {
    let last = /** @type {T | undefined} */ (item);
    while (last !== undefined && changed.has(last)) last = changed.get(last);
    return last === undefined ? [] : [last];
  };
  return {
    /** Undefined until the first page is there. */
    items: data && pages.flatMap(({ items }) => items).flatMap(shown),
    /** The first page, with what else it tells. */
    page: data,
    error: error ?? next.error,
    reload,
    /** Shows an item as it is from now on, or without `is` no more. @param {T} item @param {T} [is] */
    change: (item, is) => {
      setChanged(new Map([...changed, [item, is]]));
      if (more.length === 0) reload();
    },
    more:
      cursor === null ? undefined : () => next.run(async () => setMore([...more, await fetchPage(cursor)])),
    busy: next.busy,
  };
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
