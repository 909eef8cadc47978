import fc from 'fast-check';
import { assertSafeJson, MAX_JSON_DEPTH } from '../../src/kernel/json.js';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('assertSafeJson', () => {
  it('lets ordinary JSON pass', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/__proto__|constructor|prototype/.test(text));
        fc.pre(!/\de\+|\d{16}/.test(text));
        expect(() => assertSafeJson(JSON.parse(text))).not.toThrow();
      }),
    );
  });

  it(`counts ${MAX_JSON_DEPTH} levels, and no more`, () => {
    expect(() => assertSafeJson(nested(MAX_JSON_DEPTH))).not.toThrow();
    expect(() => assertSafeJson(nested(MAX_JSON_DEPTH + 1))).toThrow();
  });

  it('is not brought down by depth itself', () => {
    let value: unknown = 1;
    for (let i = 0; i < 200_000; i++) value = [value];
    expect(() => assertSafeJson(value)).toThrow();
  });

  it.each(['{"a":{"__proto__":1}}', '{"constructor":{"prototype":{}}}', '[{"prototype":1}]'])(
    'refuses %s',
    (text) => {
      expect(() => assertSafeJson(JSON.parse(text))).toThrow();
    },
  );

  it.each([
    ['9007199254740991', true],
    ['9007199254740992', false],
    ['-9007199254740992', false],
    ['1e999', false],
    ['0.1', true],
  ])('takes %s: %s', (text, fine) => {
    const check = () => assertSafeJson({ n: JSON.parse(text) as unknown });
    if (fine) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path: 'n' })] }));
  });
});
