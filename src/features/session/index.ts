export { SessionModule } from './session.module.js';
export { SessionCookies } from './session.cookies.js';
export {
  CurrentSession,
  NoTouch,
  Public,
  RequireFresh,
  SessionOptional,
  visitOf,
  type Visit,
} from './session.decorators.js';
export {
  AttributesTooLargeError,
  CrossOriginRefusedError,
  ReauthenticationRequiredError,
  SessionLimitError,
  SessionNotFoundError,
  SessionNotReplicatedError,
  SessionRequiredError,
  SessionVersionMismatchError,
} from './session.errors.js';
export { SessionEvents } from './session.events.js';
export { SessionGuard } from './session.guard.js';
export { sessionOptions, type SessionActivity, type SessionOptions } from './session.options.js';
export {
  createSessionStore,
  type SessionStoreMethods,
  type SessionStoreOptions,
  type StoredSession,
} from './session.store.js';
export { SessionPresence } from './session.presence.js';
export type { SessionDetails } from './session.record.js';
export type { OnlinePage, Presence, Session, SessionEvent, SessionEventPage } from './session.schemas.js';
export type { IssuedSession, PatchOutcome, Refusal, VerifyResult } from './session.results.js';
export { SessionService } from './session.service.js';
