import fc from 'fast-check';
import { keySpace } from '../../src/redis/keys.js';

/** The part of a key that decides its Cluster slot, as the Redis Cluster specification has it. */
function hashTag(key: string): string {
  const open = key.indexOf('{');
  const close = key.indexOf('}', open + 1);
  return open >= 0 && close > open + 1 ? key.slice(open + 1, close) : key;
}

const owner = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ minLength: 1, unit: fc.constantFrom('{', '}', ':', '%', 'a', '7', 'B', 'D') }),
);

describe('keys', () => {
  const space = keySpace('app', 'queue');

  it('read as the house says', () => {
    expect(space('emails', 'waiting')).toBe('app:queue:{emails}:waiting');
    expect(space.root).toBe('app:queue:');
  });

  it('of one owner share a slot, whatever the owner is called', () => {
    fc.assert(
      fc.property(owner, (name) => {
        expect(hashTag(space(name, 'waiting'))).toBe(hashTag(space(name, 'item:}{')));
      }),
    );
  });

  it('of different owners, parts or features never meet', () => {
    const part = fc.constantFrom('waiting', 'active', 'item:a', 'item:}:waiting');
    fc.assert(
      fc.property(owner, part, owner, part, (name, one, other, two) => {
        fc.pre(name !== other || one !== two);
        expect(space(name, one)).not.toBe(space(other, two));
        expect(space(name, one)).not.toBe(keySpace('app', 'cache')(name, one));
      }),
      { numRuns: 2000 },
    );
  });
});
