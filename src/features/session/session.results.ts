import type { Session } from './session.schemas.js';

/** A session and its token, which is told this once. */
export interface IssuedSession {
  readonly token: string;
  readonly session: Session;
}

/** Why a token is refused. `ended`: never was, expired, logged out or revoked. `reused`: it was stolen, and the session is ended. */
export type Refusal = 'malformed' | 'ended' | 'wrong_secret' | 'rotated' | 'reused';

/** What a token is good for. */
export type VerifyResult =
  | {
      readonly active: true;
      readonly session: Session;
      /** The token is old: {@link SessionService.renew} it. */
      readonly renewDue: boolean;
      /** The instant of the check, by the clock of Redis. */
      readonly at: number;
    }
  | { readonly active: false; readonly reason: Refusal };

/** What became of a change of attributes. */
export type PatchOutcome =
  | { readonly patched: true; readonly session: Session }
  | { readonly patched: false; readonly reason: 'ended' | 'version_mismatch' };
