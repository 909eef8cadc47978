import { SessionNotFoundError, SessionRequiredError, SessionVersionMismatchError } from './session.errors.js';
import type { Session } from './session.schemas.js';
import type { PatchOutcome, VerifyResult } from './session.results.js';
import { isOf } from './session.token.js';

/** The session that has to be there; over a transport its absence is an error. */
export function found<T>(session: T | undefined | false): T {
  if (session === undefined || session === false) throw new SessionNotFoundError();
  return session;
}

/** The session's id, if it is one of this user's: of others' sessions not even their existence is told. */
export function owned({ userId, sessionId }: { userId: string; sessionId: string }): string {
  return found(isOf(userId, sessionId) && sessionId);
}

/** The session after a change that has to have happened. */
export function patched(outcome: PatchOutcome): Session {
  if (outcome.patched) return outcome.session;
  throw outcome.reason === 'ended' ? new SessionNotFoundError() : new SessionVersionMismatchError();
}

/** The session of the request, which has to have one. */
export function current<T>(visit: T | undefined): T {
  if (visit === undefined) throw new SessionRequiredError();
  return visit;
}

/** What a verification comes to, as a body. */
export function verified(result: VerifyResult) {
  if (!result.active) return result;
  const { session, renewDue } = result;
  return { active: true, session, renewDue };
}
