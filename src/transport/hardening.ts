import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessTable } from './access.table.js';
import { beforeSending } from './http.js';

export interface Hardening {
  /** Origins whose pages may read answers and change things, exactly as browsers write them. */
  readonly corsOrigins: readonly string[];
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Answers of an API are nobody's page. */
const API_POLICY = {
  defaultSrc: "'none'",
  frameAncestors: "'none'",
  baseUri: "'none'",
  formAction: "'none'",
};

/**
 * What says nothing to today's browsers, or only of pages, is not said with each answer of an API (OWASP, REST Security
 * Cheat Sheet).
 */
const OF_NO_USE = {
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xPoweredBy: false,
  xXssProtection: false,
} as const;

/** As it stands in the header. */
const API_POLICY_TEXT = Object.entries(API_POLICY)
  .map(([name, value]) => `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`)
  .join(';');

/** For pages of ours that bring none of their own: what this origin has, and nothing inline but styles. */
const PAGE_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join(';');

/**
 * What browsers are told and asked: headers on every answer, errors too; no change by a page of another origin; other
 * origins read answers only where they are listed.
 */
export function harden(app: NestFastifyApplication, { corsOrigins }: Hardening): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: { useDefaults: false, directives: API_POLICY },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    ...OF_NO_USE,
  });
  app.enableCsrfProtection({
    trustedOrigins: [...corsOrigins],
    exclude: isForStrangers(app.get(AccessTable)),
  });
  if (corsOrigins.length > 0)
    app.enableCors({
      origin: [...corsOrigins],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      credentials: true,
      maxAge: 600,
    });
  suitPagesAndCaches(app.getHttpAdapter().getInstance());
}

/** What is open to all, on purpose, takes no credentials that a page could abuse: page views come from everywhere. */
function isForStrangers(table: AccessTable): (request: FastifyRequest) => boolean {
  let open: ReadonlySet<string> | undefined;
  return ({ method, routeOptions }) => {
    open ??= openIn(table);
    const path = routeOptions.url?.replace(/^\/(v1\/)?/, '') ?? '';
    return !SAFE.has(method) && open.has(`${method} ${path}`);
  };
}

function openIn(table: AccessTable): ReadonlySet<string> {
  const rules = table.all().filter(({ kind, scope }) => kind === 'http' && scope === undefined);
  return new Set(rules.map(({ what }) => what));
}

function suitPagesAndCaches(instance: FastifyInstance): void {
  beforeSending(instance, (reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    const type = String(reply.getHeader('content-type') ?? '');
    if (type.startsWith('text/html') && reply.getHeader('content-security-policy') === API_POLICY_TEXT)
      reply.header('content-security-policy', PAGE_POLICY);
    // A script of ours is for the pages of others.
    if (/^(text|application)\/javascript/.test(type))
      reply.header('cross-origin-resource-policy', 'cross-origin');
  });
}
