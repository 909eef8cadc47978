import { jest } from '@jest/globals';
import { SIGNED_WITHIN_MS } from '../../src/transport/rpc.envelope.js';
import { RpcGate } from '../../src/transport/rpc.gate.js';

describe('what a process remembers of signed messages', () => {
  const gate = new RpcGate(undefined);
  const isFirst = (nonce: string) => gate.admit({}, { message: {}, nonce })();
  let now = 1_000_000;
  beforeAll(() => void jest.spyOn(performance, 'now').mockImplementation(() => now));
  afterAll(() => void jest.restoreAllMocks());

  it('is each one for as long as it could be sent once more, and not for ever', () => {
    expect(isFirst('begins a generation')).toBe(true);
    now += 2 * SIGNED_WITHIN_MS;
    expect(isFirst('the last of it')).toBe(true);
    now += 1;
    expect(isFirst('the first of the next')).toBe(true);
    // From one whose clock is behind as far as may be to one whose clock is ahead as far.
    now += 2 * SIGNED_WITHIN_MS - 1;
    for (const nonce of ['the last of it', 'the first of the next']) expect(isFirst(nonce)).toBe(false);
    now += 2;
    expect(isFirst('begins a third')).toBe(true);
    expect(isFirst('the last of it')).toBe(true);
    expect(isFirst('the first of the next')).toBe(false);
  });
});
