import { LRUCache } from 'lru-cache';

/** Where a visit came from, as it is ranked. */
export interface Source {
  /** The host of the referrer, without `www.`; `(direct)` where there is none, or the site's own. */
  readonly referrer: string;
  /** `utm_source`, or a name for the referrer that groups its hosts: `Google`, `ChatGPT`. */
  readonly source: string;
  readonly medium: string | undefined;
  readonly campaign: string | undefined;
}

const DIRECT = '(direct)';

const MAX_TAG = 64;

/** Sources by what ends their hosts, `.` standing for the whole of a domain's name: `google.` is google.com and google.co.uk. */
const SOURCES: readonly [hosts: readonly string[], name: string][] = [
  [['google.'], 'Google'],
  [['bing.com'], 'Bing'],
  [['duckduckgo.com'], 'DuckDuckGo'],
  [['yahoo.'], 'Yahoo'],
  [['yandex.', 'ya.ru'], 'Yandex'],
  [['baidu.com'], 'Baidu'],
  [['ecosia.org'], 'Ecosia'],
  [['qwant.com'], 'Qwant'],
  [['search.brave.com'], 'Brave'],
  [['startpage.com'], 'Startpage'],
  [['kagi.com'], 'Kagi'],
  [['chatgpt.com', 'openai.com'], 'ChatGPT'],
  [['perplexity.ai'], 'Perplexity'],
  [['claude.ai'], 'Claude'],
  [['gemini.google.com'], 'Gemini'],
  [['copilot.microsoft.com'], 'Copilot'],
  [['facebook.com', 'fb.com', 'fb.me'], 'Facebook'],
  [['instagram.com'], 'Instagram'],
  [['t.co', 'twitter.com', 'x.com'], 'X'],
  [['linkedin.com', 'lnkd.in'], 'LinkedIn'],
  [['reddit.com', 'redd.it'], 'Reddit'],
  [['youtube.com', 'youtu.be'], 'YouTube'],
  [['pinterest.'], 'Pinterest'],
  [['tiktok.com'], 'TikTok'],
  [['bsky.app'], 'Bluesky'],
  [['news.ycombinator.com'], 'Hacker News'],
  [['lobste.rs'], 'Lobsters'],
  [['github.com'], 'GitHub'],
  [['stackoverflow.com'], 'Stack Overflow'],
  [['wikipedia.org'], 'Wikipedia'],
  [['t.me', 'telegram.org'], 'Telegram'],
  [['mail.google.com'], 'Gmail'],
];

/** Longest first, so that gemini.google.com is not taken for google. */
const PATTERNS = SOURCES.flatMap(([hosts, name]) => hosts.map((host) => ({ host, name }))).toSorted(
  (a, b) => b.host.length - a.host.length,
);

/** Reads where a visit came from out of its first page's address and referrer. */
export function sourceOf(page: URL | undefined, referrer: URL | undefined): Source {
  const from = hostOf(referrer);
  const host = from === undefined || from === hostOf(page) ? DIRECT : from;
  const tag = (name: string) =>
    page?.searchParams.get(name)?.trim().toLowerCase().slice(0, MAX_TAG) || undefined;
  return {
    referrer: host,
    source: tag('utm_source') ?? (host === DIRECT ? DIRECT : nameOf(host)),
    medium: tag('utm_medium'),
    campaign: tag('utm_campaign'),
  };
}

/** Most visits come from a few hosts, and each is compared with all patterns. */
const names = new LRUCache<string, string>({ max: 10_000 });

function nameOf(host: string): string {
  const known = names.get(host);
  if (known !== undefined) return known;
  const name = PATTERNS.find((pattern) => fits(host, pattern.host))?.name ?? host;
  names.set(host, name);
  return name;
}

function fits(host: string, pattern: string): boolean {
  if (!pattern.endsWith('.')) return host === pattern || host.endsWith(`.${pattern}`);
  // A brand under any ending of one or two parts: google.de, www.google.co.uk, but not google.evil.example.com.
  return new RegExp(String.raw`(^|\.)${pattern.slice(0, -1)}\.(\w{2,3}|com?\.\w{2})$`).test(host);
}

function hostOf(url: URL | undefined): string | undefined {
  const host = url?.hostname.replace(/^www\./, '');
  return host && host.length <= 253 ? host : undefined;
}
