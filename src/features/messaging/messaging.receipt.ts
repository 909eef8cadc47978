import type { Settled } from './messaging.group.schemas.js';

/** What came of a delivery. */
export interface Outcome {
  readonly receipt: string;
  /** `release` gives it back as if it had not been delivered. */
  readonly verb: 'ack' | 'nack' | 'dead' | 'release';
  readonly delayMs?: number | undefined;
  readonly reason?: string | undefined;
}

/** A receipt is the id of the message and which delivery of it: a later delivery makes it worthless. */
export function rowOf(receipt: string): [id: string, delivery: string] {
  const [id = '', delivery = '0'] = receipt.split('.');
  return [id, delivery];
}

/** The answer to whoever has settled. */
export const settledOf = (receipt: string, accepted: boolean): Settled =>
  accepted ? { receipt, accepted } : { receipt, accepted, code: 'LEASE_LOST' };
