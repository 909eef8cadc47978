import { useEffect, useState } from './html.js';

/** @typedef {{ parts: string[], query: URLSearchParams }} Route */

/** The parts behind the hash: `#/queues/mails?state=dead`. @returns {Route} */
export function route() {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return { parts: path.split('/').filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function useRoute() {
  const [now, setNow] = useState(route);
  useEffect(() => {
    const onChange = () => setNow(route());
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return now;
}

/**
 * The address of a page; what is undefined is left out of the query.
 * @param {readonly string[]} parts
 * @param {Record<string, string | undefined>} [query]
 */
export function to(parts, query = {}) {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []));
  const search = new URLSearchParams(given).toString();
  return `#/${parts.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}
