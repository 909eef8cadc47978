import type { z } from 'zod';
import { MAX_PATH_BYTES, type eventInput } from './analytics.schemas.js';
import type { Identity } from './analytics.visitors.js';

/** An event as it was checked. */
export type CheckedEvent = z.output<typeof eventInput>;

/** An event as it is counted: what is not here is not kept. */
export interface Hit {
  readonly at: number;
  readonly name: string;
  /** The page, of a page view. */
  readonly page: string;
  /** What the visit is ranked by if this is its first event: dimension, value, ... */
  readonly visit: readonly string[];
  readonly who: Identity;
}

/** How a visit without a referrer, or from a page of the site itself, is ranked. */
const DIRECT = '(direct)';

/**
 * The page that an event is about: path without query and fragment; empty where it names none.
 * Undefined where the address cannot be read or is too long.
 */
export function pageOf({ path, url }: Pick<CheckedEvent, 'path' | 'url'>): string | undefined {
  if (path === undefined && url === undefined) return '';
  // The base stands in for what a path alone does not have; it also resolves `..` and encodes what is no URL.
  const page = parse(path === undefined ? url : `http://a${path}`)?.pathname;
  return page === undefined || page.length > MAX_PATH_BYTES ? undefined : page;
}

/** The host that a visitor came from, without `www.`; `(direct)` where there is none, or the page's own. */
export function referrerOf({ referrer, url }: Pick<CheckedEvent, 'referrer' | 'url'>): string {
  const from = hostOf(referrer);
  return from === undefined || from === hostOf(url) ? DIRECT : from;
}

function hostOf(address: string | undefined): string | undefined {
  const host = address ? parse(address)?.hostname.replace(/^www\./, '') : undefined;
  return host && host.length <= 253 ? host : undefined;
}

function parse(address: string | undefined): URL | undefined {
  const url = URL.parse(address ?? '');
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}
