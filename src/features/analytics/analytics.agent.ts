import Bowser from 'bowser';
import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';

/** What a User-Agent header says, as far as it is counted. */
export interface Agent {
  readonly isBot: boolean;
  readonly browser: string;
  readonly os: string;
  /** `desktop`, `mobile`, `tablet`, `tv`, or `(unknown)`. */
  readonly device: string;
}

const UNKNOWN = '(unknown)';

/** Some ten thousand different ones make up nearly all traffic; reading one takes as long as counting ten events. */
const read = new LRUCache<string, Agent>({ max: 10_000 });

/** Reads a User-Agent header. A page that names no browser at all runs in none that a person uses. */
export function agentOf(userAgent = ''): Agent {
  const known = read.get(userAgent);
  if (known) return known;
  const agent =
    userAgent === '' ? { isBot: true, browser: UNKNOWN, os: UNKNOWN, device: UNKNOWN } : parse(userAgent);
  read.set(userAgent, agent);
  return agent;
}

function parse(userAgent: string): Agent {
  const { browser, os, platform } = Bowser.parse(userAgent);
  return {
    isBot: isbot(userAgent),
    browser: browser.name || UNKNOWN,
    os: os.name || UNKNOWN,
    device: platform.type || UNKNOWN,
  };
}
