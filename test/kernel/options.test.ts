import { z } from 'zod';
import { InvalidOptionsError } from '../../src/kernel/errors.js';
import { defineOptions } from '../../src/kernel/options.js';

const options = defineOptions(
  'RateLimit',
  z.strictObject({
    windowMs: z.int().positive().default(1000),
    shadow: z.boolean().default(false),
    algorithm: z.enum(['gcra', 'window']).optional(),
    plan: z.custom<() => number>().optional(),
  }),
);

describe('options', () => {
  it('have a variable for each option that a text can hold', () => {
    expect(options.env).toEqual({
      windowMs: 'RATE_LIMIT_WINDOW_MS',
      shadow: 'RATE_LIMIT_SHADOW',
      algorithm: 'RATE_LIMIT_ALGORITHM',
    });
  });

  it('read the environment by type, and empty as unset', () => {
    const environment = { RATE_LIMIT_WINDOW_MS: '250', RATE_LIMIT_SHADOW: 'TRUE', RATE_LIMIT_ALGORITHM: '' };
    expect(options.fromEnv(environment)).toEqual({ windowMs: 250, shadow: true });
  });

  it('fill in defaults', () => {
    expect(options.check(undefined)).toEqual({ windowMs: 1000, shadow: false });
  });

  it.each([
    [{ RATE_LIMIT_WINDOW_MS: 'soon' }, /windowMs \(RATE_LIMIT_WINDOW_MS\)/],
    [{ RATE_LIMIT_WINDOW_MS: '-1' }, /windowMs \(RATE_LIMIT_WINDOW_MS\)/],
    [{ RATE_LIMIT_SHADOW: 'maybe' }, /shadow \(RATE_LIMIT_SHADOW\)/],
  ])('refuse %j and name the variable', (environment, message) => {
    expect(() => options.check(options.fromEnv(environment))).toThrow(InvalidOptionsError);
    expect(() => options.check(options.fromEnv(environment))).toThrow(message);
  });

  it('refuse what they do not know, and tell all faults at once', () => {
    expect(() => options.check({ windowMs: 0, widnowMs: 1 })).toThrow(/windowMs[^]*widnowMs/);
  });
});
