import type { z } from 'zod';
import { agentOf } from './analytics.agent.js';
import { MAX_PATH_BYTES, type eventInput } from './analytics.schemas.js';
import { sourceOf } from './analytics.source.js';
import type { Site } from './analytics.sites.js';
import type { Identity, Visitor } from './analytics.visitors.js';

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
  /** What the event itself is ranked by beside its name: dimension, value, ... */
  readonly properties: readonly string[];
  readonly who: Identity;
}

/** What an event says of its page and its visit. Undefined where its address cannot be read or is too long. */
export function detailsOf(event: CheckedEvent, visitor?: Visitor): Pick<Hit, 'page' | 'visit'> | undefined {
  const address = addressOf(event);
  if (address === undefined) return undefined;
  const page = address === null ? '' : address.pathname;
  if (page.length > MAX_PATH_BYTES) return undefined;
  // Where both are told the whole address has the tags of a campaign.
  const tagged = parse(event.url) ?? address ?? undefined;
  return {
    page: event.name === 'pageview' ? page : '',
    visit: [...fromSource(tagged, parse(event.referrer)), ...fromVisitor(visitor)],
  };
}

/** Of its page; null where it names none, undefined where it cannot be read. */
function addressOf({ path, url }: CheckedEvent): URL | null | undefined {
  if (path === undefined) return url === undefined ? null : parse(url);
  // The base stands in for what a path alone does not have; it also resolves `..` and encodes what is no URL.
  return parse(`http://path.invalid${path}`);
}

/** An event as it is counted; undefined where its address cannot be read or is too long. */
export function hitOf(
  event: CheckedEvent & { at: number },
  { site, visitor, who }: { site: Pick<Site, 'properties'>; visitor: Visitor | undefined; who: Identity },
): Hit | undefined {
  const details = detailsOf(event, visitor);
  const properties = propertiesOf(event, site.properties);
  return details && { at: event.at, name: event.name, ...details, properties, who };
}

/** The declared ones of an event's properties; of others there would be no end. */
function propertiesOf({ properties }: CheckedEvent, declared: readonly string[]): string[] {
  if (!properties) return [];
  return declared.flatMap((name) =>
    properties[name] === undefined ? [] : [`property:${name}`, String(properties[name])],
  );
}

function fromSource(page: URL | undefined, from: URL | undefined): string[] {
  const { referrer, source, medium, campaign } = sourceOf(page, from);
  return [
    'referrer',
    referrer,
    'source',
    source,
    ...(medium === undefined ? [] : ['medium', medium]),
    ...(campaign === undefined ? [] : ['campaign', campaign]),
  ];
}

function fromVisitor({ userAgent, country = '' }: Visitor = {}): string[] {
  // What proxies say of Tor, and of an address that they do not know, is no country.
  const isKnown = /^[a-z]{2}$/i.test(country) && country.toUpperCase() !== 'XX';
  return [...fromAgent(userAgent), ...(isKnown ? ['country', country.toUpperCase()] : [])];
}

function fromAgent(userAgent: string | undefined): string[] {
  if (userAgent === undefined) return [];
  const { browser, os, device } = agentOf(userAgent);
  return ['browser', browser, 'os', os, 'device', device];
}

function parse(address: string | undefined): URL | undefined {
  const url = address === undefined ? null : URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}
