import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CrossOriginRefusedError } from './session.errors.js';
import { sessionOptions, type SessionOptions } from './session.options.js';
import type { IssuedSession } from './session.results.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What of a request is needed, of Fastify and Express alike. */
export interface SessionRequest {
  readonly method: string;
  readonly headers: Headers;
}

/** A token as it came with a request. */
export interface Credential {
  readonly token: string;
  readonly by: 'header' | 'cookie';
}

// They must not change anything, so that it does not matter who asks.
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** How a token travels: in the Authorization header, or in a cookie that scripts cannot read. */
@Injectable()
export class SessionCookies {
  private readonly header: RegExp;
  private readonly prefix: string;
  private readonly trustedOrigins: ReadonlySet<string>;

  constructor(
    private readonly host: HttpAdapterHost,
    @sessionOptions.inject() private readonly options: SessionOptions,
  ) {
    this.header = new RegExp(`^${options.scheme} +(\\S+)$`, 'i');
    this.prefix = `${options.cookieName}=`;
    this.trustedOrigins = new Set(options.trustedOrigins.split(',').filter(Boolean));
  }

  /**
   * The token of a request. The header goes before the cookie: it was written on purpose, the cookie came by itself.
   *
   * @throws CrossOriginRefusedError when a page of another origin would change something with the cookie
   */
  read(request: SessionRequest): Credential | undefined {
    const { authorization, cookie } = request.headers;
    const [, token] = (typeof authorization === 'string' && this.header.exec(authorization)) || [];
    if (token !== undefined) return { token, by: 'header' };
    const value = typeof cookie === 'string' ? cookieValue(cookie, this.prefix) : undefined;
    if (value === undefined) return undefined;
    if (!this.isOwnPage(request)) throw new CrossOriginRefusedError();
    return { token: value, by: 'cookie' };
  }

  /** Sets the cookie of a session: until its end if it is remembered, else until the browser is closed. */
  set(response: unknown, { token, session }: IssuedSession): void {
    const { remembered, absoluteExpiresAt, lastSeenAt } = session;
    this.write(response, token, remembered ? Math.ceil((absoluteExpiresAt - lastSeenAt) / 1000) : undefined);
  }

  /** Takes the cookie away. */
  clear(response: unknown): void {
    this.write(response, '', 0);
  }

  /** Says how to authenticate, as every 401 must (RFC 9110, 11.6.1). */
  challenge(response: unknown): void {
    this.host.httpAdapter.setHeader(response, 'WWW-Authenticate', this.options.scheme);
  }

  private write(response: unknown, value: string, maxAge?: number): void {
    const { cookieName, cookieSecure: secure, cookieSameSite: sameSite } = this.options;
    const adapter = this.host.httpAdapter;
    adapter.setHeader(response, 'Cache-Control', 'no-store');
    adapter.setCookie(response, cookieName, value, {
      httpOnly: true,
      secure,
      sameSite,
      path: '/',
      ...(maxAge !== undefined && { maxAge }),
    });
  }

  /**
   * Whether a request that carries the cookie was made by a page of this origin, or by none: Fetch metadata where the
   * browser sends it, else Origin against Host (OWASP CSRF Prevention Cheat Sheet; Go's http.CrossOriginProtection).
   */
  private isOwnPage({ method, headers }: SessionRequest): boolean {
    if (SAFE_METHODS.has(method)) return true;
    const { origin, host } = headers;
    if (typeof origin === 'string' && this.trustedOrigins.has(origin)) return true;
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' || site === 'none';
    if (origin === undefined) return true; // no browser of our days
    return typeof origin === 'string' && URL.canParse(origin) && new URL(origin).host === host;
  }
}

/** The first cookie that begins so: browsers send the most specific one first. Cut out by hand, since every request comes by. */
function cookieValue(header: string, prefix: string): string | undefined {
  for (let from = 0, end; from < header.length; from = end + 1) {
    const semicolon = header.indexOf(';', from);
    end = semicolon < 0 ? header.length : semicolon;
    while (isBlank(header, from)) from++;
    if (!header.startsWith(prefix, from)) continue;
    while (isBlank(header, end - 1)) end--;
    return header.slice(from + prefix.length, end) || undefined;
  }
  return undefined;
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\t';
}
