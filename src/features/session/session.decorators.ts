import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Session } from './session.schemas.js';

/** What routes say to the guard, by metadata key. */
export const ROUTE = {
  access: 'rookery:session:access',
  noTouch: 'rookery:session:no-touch',
  freshMs: 'rookery:session:fresh-ms',
} as const;

/** Whom a route lets in: `@Public()` and `@SessionOptional()` say other than who has a session. */
export type Access = 'public' | 'optional' | 'required';

const access = (value: Access) => SetMetadata(ROUTE.access, value);

/** Lets everybody in; the guard does not even look for a session. On a route or a controller. */
export const Public = () => access('public');

/** Lets everybody in; who has a session is known by it, and `@CurrentSession()` is undefined for the others. */
export const SessionOptional = () => access('optional');

/** The route does not count as use: a page that polls it does not keep its visitor logged in for ever. */
export const NoTouch = () => SetMetadata(ROUTE.noTouch, true);

/** Only for who has proved who they are within this time: `'5m'`, `'30s'`, `'1h'`, or milliseconds. Others hear REAUTHENTICATION_REQUIRED. */
export const RequireFresh = (within: string | number) => SetMetadata(ROUTE.freshMs, durationMs(within));

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function durationMs(text: string | number): number {
  const [, amount, unit = 'ms'] = /^(\d+)(ms|s|m|h|d)?$/.exec(String(text)) ?? [];
  if (amount === undefined)
    throw new TypeError(`"${text}" is no time: write '5m', '30s', '1h' or milliseconds`);
  return Number(amount) * (UNIT_MS[unit] ?? 1);
}

/** A request's session, and how its token came. */
export interface Visit {
  readonly session: Session;
  readonly token: string;
  readonly by: 'header' | 'cookie';
}

// Under a name that nobody else has: there may be an express-session on the request, too. A WeakMap beside it would cost
// each garbage collection a walk through all requests that are young.
const VISIT = Symbol('rookery:session:visit');
interface Visited {
  [VISIT]?: Visit;
}

/** Notes whose request it is; for the guard. */
export function admit(request: object, visit: Visit): void {
  (request as Visited)[VISIT] = visit;
}

/** Whose request it is, if the guard has let it in by a session. */
export function visitOf(request: object): Visit | undefined {
  return (request as Visited)[VISIT];
}

/** Injects the session of the request, or with a name one of its fields: `@CurrentSession('userId') userId: string`. */
export const CurrentSession = createParamDecorator(
  (field: keyof Session | undefined, context: ExecutionContext): unknown => {
    const session = visitOf(context.getArgByIndex<object>(0))?.session;
    return field === undefined ? session : session?.[field];
  },
);

/** Injects how the request came by its session, token included; for what rotates or ends it. */
export const CurrentVisit = createParamDecorator((_: undefined, context: ExecutionContext) =>
  visitOf(context.getArgByIndex<object>(0)),
);
