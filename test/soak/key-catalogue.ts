import { globSync, readFileSync } from 'node:fs';
import { keySpace } from '../../src/redis/keys.js';

/** One kind of key, as a feature's *.keys.ts has it. */
export interface KeyKind {
  /** Feature and name, as in `session.user`. */
  readonly owner: string;
  readonly pattern: RegExp;
  /** What is said of it: its type, what it holds, when it ends. */
  readonly comment: string;
  /** Whether what is said promises that it ends by itself. */
  readonly hasTtl: boolean;
  /** Whether it is a channel, and so nothing that is stored. */
  readonly isChannel: boolean;
}

/** Stands for any text in a key that is built to see what keys look like. */
const ANY = '\u{F8FF}';
/** The same for an argument that is an object: whatever is asked of it is any text. */
const anything = new Proxy(
  Object.assign(() => ANY, {}),
  {
    get: (_, name) => (name === Symbol.toPrimitive ? () => ANY : ANY),
  },
);

type Builder = (...names: unknown[]) => Built;
type Built = string | { readonly [part: string]: Built | Builder };

/** Every kind of key that a feature or the transport may make under a prefix. */
export async function keyCatalogue(prefix: string): Promise<KeyKind[]> {
  const files = globSync(['src/features/*/*.keys.ts', 'src/transport/*.keys.ts']);
  const kinds = await Promise.all(files.map(async (file) => kindsIn(file, prefix)));
  // Of two patterns that fit, the one that says more.
  return kinds.flat().toSorted((a, b) => b.pattern.source.length - a.pattern.source.length);
}

async function kindsIn(file: string, prefix: string): Promise<KeyKind[]> {
  const feature = /features\/([^/]+)\//.exec(file)?.[1] ?? 'rpc';
  const source = readFileSync(file, 'utf8');
  const exported = (await import(`../../${file}`)) as Record<string, unknown>;
  const make = Object.entries(exported).find(([name]) => name.endsWith('Keys'))?.[1];
  if (typeof make !== 'function') throw new Error(`${file} exports no function ...Keys`);
  const builders = (make as (space: unknown) => Record<string, Builder>)(keySpace(prefix, feature));
  return Object.entries(builders).flatMap(([name, build]) =>
    flat(name, built(build)).map(([part, text]) => kindOf({ feature, part, text, source })),
  );
}

/** Builds a key from any text; or from any objects, where it asks more of its arguments than text can answer. */
function built(build: Builder): Built {
  const many = (argument: unknown) => Array.from({ length: 4 }, () => argument);
  const key = build(...many(ANY));
  return typeof key === 'string' && key.includes('undefined') ? build(anything, ...many(ANY)) : key;
}

function flat(name: string, key: Built): [part: string, key: string][] {
  if (typeof key === 'string') return [[name, key]];
  return Object.entries(key).flatMap(([part, inner]) =>
    flat(part, typeof inner === 'function' ? built(inner) : inner),
  );
}

function kindOf({ feature, part, text, source }: Record<'feature' | 'part' | 'text' | 'source', string>) {
  const comment = new RegExp(String.raw`/\*\* ([^\n]*) \*/\s+${part}:`).exec(source)?.[1] ?? '';
  const parts = text.split(ANY).map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return {
    owner: `${feature}.${part}`,
    pattern: new RegExp(`^${parts.join('.*')}$`, 's'),
    comment,
    hasTtl: /\b(TTL|Lives)\b/.test(comment) && !/\bno TTL\b/i.test(comment),
    isChannel: /^(pub\/sub )?channel/.test(comment),
  };
}
