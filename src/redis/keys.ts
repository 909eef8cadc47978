/** Builds the keys of one feature: `<prefix>:<feature>:{<owner>}:<part>`. */
export interface KeySpace {
  /** A key of an owner. All keys of one owner share a hash tag, so an operation on them works on a Cluster. */
  (owner: string, part: string): string;
  /** `<prefix>:<feature>:`, for features whose keys are one user key each. */
  readonly root: string;
}

/** The keys of a feature under a connection's prefix. */
export function keySpace(prefix: string, feature: string): KeySpace {
  const root = `${prefix}:${feature}:`;
  return Object.assign((owner: string, part: string) => `${root}{${tag(owner)}}:${part}`, { root });
}

// A brace in the owner would move the hash tag, and with it the slot; percent keeps the encoding one to one.
function tag(owner: string): string {
  return /[{}%]/.test(owner) ? owner.replaceAll(/[{}%]/g, encodeURIComponent) : owner;
}
