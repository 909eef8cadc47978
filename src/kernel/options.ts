import { Inject } from '@nestjs/common';
import { z } from 'zod';
import { InvalidOptionsError } from './errors.js';

/** What a module can be told, from one zod object: its type, defaults, bounds, environment names and documentation. */
export interface Options<S extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly schema: S;
  /** Where the checked options are injected. */
  readonly token: symbol;
  /** Option to environment variable, for those that an environment variable can hold. */
  readonly env: Readonly<Record<string, string>>;
  inject(): ParameterDecorator & PropertyDecorator;
  /** Checks what was given and fills in the defaults; throws {@link InvalidOptionsError}. */
  check(given: unknown): z.output<S>;
  /** What the environment says, unchecked: `RATE_LIMIT_WINDOW_MS` as `windowMs`, and so on. Empty variables count as unset. */
  fromEnv(environment?: NodeJS.ProcessEnv): z.input<S>;
}

/**
 * Defines a module's options. `name` is Pascal case and gives the environment's prefix: `RateLimit` reads
 * `RATE_LIMIT_...`; an empty prefix is allowed for the service itself (`PORT`).
 */
export function defineOptions<S extends z.ZodObject>(name: string, schema: S, envPrefix = `${spell(name)}_`) {
  const token = Symbol(`${name}Options`);
  const env = Object.fromEntries(
    Object.entries<z.ZodType>(schema.shape)
      .filter(([, field]) => scalarType(field) !== undefined)
      .map(([key]) => [key, `${envPrefix}${spell(key)}`]),
  );
  const options: Options<S> = {
    name,
    schema,
    token,
    env,
    inject: () => Inject(token),
    check: (given) => {
      const result = schema.safeParse(given ?? {});
      if (result.success) return result.data;
      const faults = result.error.issues.map(
        ({ path, message }) => `  ${describe(path.join('.'), env)}: ${message}`,
      );
      throw new InvalidOptionsError(`${name} cannot start with these options:\n${faults.join('\n')}`);
    },
    fromEnv: (environment = process.env) =>
      Object.fromEntries(
        Object.entries(env).flatMap(([key, variable]) => {
          const text = environment[variable];
          const field: z.ZodType | undefined = schema.shape[key];
          return text === undefined || text === '' || !field
            ? []
            : [[key, fromText(text, scalarType(field))]];
        }),
      ) as z.input<S>,
  };
  return options;
}

/** `refillMs` as the environment spells it: `REFILL_MS`. */
function spell(text: string): string {
  return text.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
}

function describe(option: string, env: Readonly<Record<string, string>>): string {
  const variable = env[option];
  return variable ? `${option} (${variable})` : option || 'options';
}

type Scalar = 'string' | 'number' | 'boolean';

/** What kind of text an option can be read from, looking through defaults and `optional()`; undefined for functions and objects. */
export function scalarType(field: z.ZodType): Scalar | undefined {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional)
    return scalarType(field.unwrap() as z.ZodType);
  if (field instanceof z.ZodNumber) return 'number';
  if (field instanceof z.ZodBoolean) return 'boolean';
  return field instanceof z.ZodString || field instanceof z.ZodEnum ? 'string' : undefined;
}

/** What does not fit is left as it is, so that the schema refuses it by its name. */
function fromText(text: string, type: Scalar | undefined): unknown {
  if (type === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  if (type === 'boolean')
    return { true: true, '1': true, false: false, '0': false }[text.toLowerCase()] ?? text;
  return text;
}
