import { HttpException } from '@nestjs/common';
import { z } from 'zod';
import { AppError, InternalError, KINDS } from '../kernel/errors.js';
import { fromRedis } from '../redis/index.js';

/** What every failed call is answered with, over HTTP (RFC 9457, `application/problem+json`) and over Redis alike. */
export const problem = z
  .strictObject({
    type: z.string().describe('A URN that names the kind of problem, one for each code'),
    title: z.string().describe('What the problem is called, the same for all of its kind'),
    status: z.int().describe('The HTTP status'),
    detail: z.string().describe('What went wrong this time, and what to do about it'),
    code: z.string().describe('Stable: branch on this'),
    requestId: z.string().describe('Find the request in the logs by this'),
    errors: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Each fault of the input'),
  })
  .meta({ id: 'Problem' });
/** The body of every failed call; branch on its `code`. */
export type Problem = z.output<typeof problem>;

// What HTTP itself can refuse before any of our code runs. Our own sentences: a framework's text is no promise.
const HTTP_PROBLEMS: Record<number, { code: string; title: string; detail: string }> = {
  400: {
    code: 'MALFORMED_REQUEST',
    title: 'Invalid request',
    detail:
      'The request cannot be read: is the body valid JSON, without __proto__ keys, and the URL well encoded?',
  },
  401: {
    code: 'UNAUTHENTICATED',
    title: 'Not authenticated',
    detail: 'Send `Authorization: Bearer <api key>`',
  },
  403: { code: 'FORBIDDEN', title: 'Forbidden', detail: 'These credentials do not allow that' },
  404: { code: 'ROUTE_NOT_FOUND', title: 'Not found', detail: 'There is no such route; /docs lists them' },
  405: {
    code: 'METHOD_NOT_ALLOWED',
    title: 'Method not allowed',
    detail: 'The route exists, but not for this method; see the Allow header',
  },
  408: { code: 'REQUEST_TIMEOUT', title: 'Request timeout', detail: 'The request did not arrive in time' },
  413: {
    code: 'PAYLOAD_TOO_LARGE',
    title: 'Payload too large',
    detail: 'The body is larger than this service takes',
  },
  414: { code: 'URI_TOO_LONG', title: 'URI too long', detail: 'The URL is longer than this service takes' },
  415: {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    title: 'Unsupported media type',
    detail: 'Send the body as application/json',
  },
  431: {
    code: 'HEADERS_TOO_LARGE',
    title: 'Request header fields too large',
    detail: 'The headers are larger than this service takes',
  },
};

/** Turns whatever was thrown into what the caller may see, and says whether the log should have it. */
export function toProblem(thrown: unknown, requestId: string): { problem: Problem; unforeseen: boolean } {
  const known = httpProblem(thrown);
  if (known) return { problem: build(known, requestId), unforeseen: false };
  const translated = fromRedis(thrown);
  const error = translated instanceof AppError ? translated : new InternalError(translated);
  const { status, title } = KINDS[error.kind];
  return {
    problem: {
      ...build({ status, title, code: error.code, detail: error.message }, requestId),
      ...(error.issues?.length && { errors: error.issues.map(({ path, message }) => ({ path, message })) }),
    },
    unforeseen: error instanceof InternalError,
  };
}

/** The problem for an HTTP status that has one; 5xx of the framework are ours to answer for, and go the other way. */
export function httpProblem(thrown: unknown): Omit<Problem, 'type' | 'requestId'> | undefined {
  if (!(thrown instanceof HttpException)) return undefined;
  const status = thrown.getStatus();
  const entry = HTTP_PROBLEMS[status];
  return entry && { status, ...entry };
}

/** The HTTP statuses that need no feature to be answered, with what they say. */
export const httpProblems: Readonly<typeof HTTP_PROBLEMS> = HTTP_PROBLEMS;

/** The URN that stands for a code in `type`. */
export function problemType(code: string): string {
  return `urn:rookery:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}

function build(fields: Omit<Problem, 'type' | 'requestId'>, requestId: string): Problem {
  const { title, status, detail, code } = fields;
  return { type: problemType(code), title, status, detail, code, requestId };
}
