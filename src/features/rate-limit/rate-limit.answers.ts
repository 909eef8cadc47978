import type { RateLimitPolicies } from './rate-limit.policies.js';
import { PolicyNotFoundError } from './rate-limit.errors.js';
import type { NamedPolicy } from './rate-limit.schemas.js';

/** The policy that has to be there; over a transport its absence is an error. */
export function foundPolicy(policies: RateLimitPolicies, name: string): NamedPolicy {
  const policy = policies.get(name);
  if (!policy) throw new PolicyNotFoundError(name);
  return policy;
}
