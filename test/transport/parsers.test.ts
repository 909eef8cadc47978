import fc from 'fast-check';
import { messageKeyOf, newKey } from '../../src/features/api-keys/index.js';
import { isKeyId, readKey } from '../../src/features/api-keys/api-keys.text.js';
import { isOf, newToken, readToken } from '../../src/features/session/session.token.js';
import { asEnvelope, bodyOf, faultOf, seal, type Envelope } from '../../src/transport/rpc.envelope.js';
import { fuzzing, hostile, textOf } from '../support/arbitraries.js';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.stringMatching(/^[\w.-]{0,100}$/),
  hostile.map(textOf),
);

/** One character less, more, other, or in another place. */
const typo = (text: string) =>
  fc
    .tuple(
      fc.nat(text.length - 1),
      fc.constantFrom('drop', 'double', 'other', 'swap'),
      fc.string({ minLength: 1, maxLength: 1 }),
    )
    .map(([at, how, other]) => {
      const [before, char, after] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
      if (how === 'drop') return before + after;
      if (how === 'double') return before + char + char + after;
      if (how === 'swap') return before + after.slice(0, 1) + char + after.slice(1);
      return before + other + after;
    })
    .filter((changed) => changed !== text);

describe('the parser of keys', () => {
  it('reads what it wrote, and nothing with a typing error', () => {
    const { id, text } = newKey();
    expect(readKey(text)).toEqual({ id, text });
    expect(isKeyId(id)).toBe(true);
    fc.assert(
      fc.property(typo(text), (changed) => readKey(changed) === undefined),
      fuzzing(3000),
    );
  });

  it('takes no text for a key by chance, and throws at none', () => {
    fc.assert(
      fc.property(texts, (text) => readKey(text) === undefined),
      fuzzing(2000),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(() => messageKeyOf(text)).toThrow(TypeError);
      }),
      fuzzing(500),
    );
  });

  it('is done at once with a long text', () => {
    const startedAt = performance.now();
    for (const text of [
      'rk_'.repeat(300_000),
      `rk_${'0'.repeat(1_000_000)}`,
      `${newKey().text}${'_'.repeat(1_000_000)}`,
    ])
      expect(readKey(text)).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('the parser of session tokens', () => {
  it('reads what it wrote, whoever the user is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (userId) => {
        const { text, sid } = newToken(userId);
        expect(readToken(text)).toEqual({ text, sid });
        expect(isOf(userId, sid)).toBe(true);
        expect(isOf(`${userId}x`, sid)).toBe(false);
      }),
      fuzzing(500),
    );
  });

  it('takes nothing that is longer, shorter or written otherwise', () => {
    const { text } = newToken('ada');
    fc.assert(
      fc.property(fc.oneof(texts, typo(text)), (changed) => {
        const read = readToken(changed);
        // The secret itself has no checksum: another one of the same form is for Redis to refuse.
        return (
          read === undefined || (changed.length === text.length && /^[\w-]{24}\.[\w-]{43}$/.test(changed))
        );
      }),
      fuzzing(3000),
    );
  });
});

describe('the parser of envelopes', () => {
  const key = messageKeyOf(newKey().text);
  const expected = { purpose: 'ask', channel: 'kv.set' } as const;
  const sealed = seal({ id: 'x', metadata: {} }, key, expected);
  const fault = (envelope: Envelope, at = Date.now()) => faultOf(envelope, [key.secret], { ...expected, at });

  it('opens what was sealed, whatever is in it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary', minLength: 1 }), (data, channel) => {
        const packet = { pattern: channel, data, id: 'x' };
        const envelope = asEnvelope(
          JSON.parse(JSON.stringify(seal(packet, key, { purpose: 'ask', channel }))),
        );
        expect(envelope).toBeDefined();
        if (!envelope) return;
        expect(
          faultOf(envelope, [key.secret], { purpose: 'ask', channel: envelope.c, at: Date.now() }),
        ).toBeUndefined();
        expect(bodyOf(envelope)).toEqual(JSON.parse(JSON.stringify(packet)));
        // A question is no answer.
        expect(faultOf(envelope, [key.secret], { purpose: 'answer', at: Date.now() })).toBe('wrongly signed');
      }),
      fuzzing(500),
    );
  });

  it('opens nothing in which anything that is signed was changed', () => {
    const fields = fc.constantFrom('v', 'k', 't', 'n', 'c', 'b', 'm');
    fc.assert(
      fc.property(fields, fc.oneof(hostile, fc.string(), fc.integer()), (field, value) => {
        if (Object.is(value, sealed[field as keyof Envelope])) return;
        const envelope = asEnvelope({ ...sealed, [field]: value });
        expect(envelope && fault(envelope)).not.toBe(envelope ? undefined : 'opened');
      }),
      fuzzing(3000),
    );
    for (const field of ['b', 'c', 'n', 'm', 'k'] as const)
      fc.assert(
        fc.property(typo(sealed[field]), (changed) => {
          const envelope = asEnvelope({ ...sealed, [field]: changed });
          return envelope === undefined || fault(envelope) !== undefined;
        }),
        fuzzing(300),
      );
  });

  it('throws at nothing', () => {
    const anything = fc.oneof(
      hostile,
      fc.record(
        { v: hostile, k: hostile, t: hostile, n: hostile, c: hostile, b: hostile, m: hostile },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const envelope = asEnvelope(value);
        if (!envelope) return;
        fault(envelope);
        bodyOf(envelope);
      }),
      fuzzing(3000),
    );
    fc.assert(
      fc.property(texts, (b) => void bodyOf({ ...sealed, b })),
      fuzzing(1000),
    );
  });

  it('is good to the last moment of its time, and not one longer', () => {
    expect([13_999, 14_000, 14_001].map((ms) => fault(sealed, sealed.t + ms))).toEqual([
      undefined,
      undefined,
      'too old',
    ]);
    expect([14_000, 14_001].map((ms) => fault(sealed, sealed.t - ms))).toEqual([undefined, 'too old']);
  });
});
