import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { RedisClient } from './guard.js';
import { observed } from './measure.js';

type Names = readonly string[];
/** Bytes go as they are: for values that are not text. */
type Scalar = string | number | Buffer;

export interface ScriptDefinition<K extends Names, A extends Names, Raw, Reply> {
  /** The Lua file, `new URL('./take-tokens.lua', import.meta.url)`. */
  readonly lua: URL;
  /** Lua files of functions that this one calls: what several scripts do alike, or what would make one too long to read. */
  readonly uses?: URL | readonly URL[];
  /** Names of KEYS, in order. */
  readonly keys: K;
  /** Names of ARGV, in order. */
  readonly args: A;
  /** Names of the lists of further keys or arguments that follow the named ones. */
  readonly more?: { readonly keys?: string; readonly args?: string };
  /** Whether it runs when Redis is full as well: for what frees memory in the end. Scripts that write are refused then else. */
  readonly runsWhenFull?: boolean;
  /** Turns the reply of Redis into ours; given what follows `-- Returns` in the file. */
  readonly parse: (raw: Raw) => Reply;
}

/** What follows the named keys and arguments of a script that takes a list. */
export interface More {
  readonly keys?: readonly string[];
  readonly args?: readonly Scalar[];
}

type Commander = Record<string, (...values: Scalar[]) => Promise<unknown>> & {
  defineCommand(name: string, definition: { lua: string; numberOfKeys?: number }): void;
};

/**
 * One Lua file with names for its keys and arguments and a type for its reply. ioredis sends the source once a
 * connection and its digest afterwards, and recovers from a flushed script cache.
 */
export class Script<K extends Names = Names, A extends Names = Names, Raw = unknown, Reply = unknown> {
  readonly name: string;
  readonly source: string;
  private readonly command: string;

  constructor(readonly definition: ScriptDefinition<K, A, Raw, Reply>) {
    this.name = basename(definition.lua.pathname, '.lua');
    const flags = definition.runsWhenFull ? '#!lua flags=allow-oom\n' : '';
    this.source = flags + withFunctions(readFileSync(definition.lua, 'utf8'), definition.uses);
    // The path tells scripts of one name in two features apart.
    this.command = definition.lua.pathname;
  }

  /** Runs the script in one round trip. A missing or misspelt name does not compile. */
  async run(
    client: RedisClient,
    keys: Record<K[number], string>,
    args: Record<A[number], Scalar>,
    more: More = {},
  ): Promise<Reply> {
    const { definition, command } = this;
    // ioredis types only the commands it ships with; this is the one place that adds others.
    const commander = client as unknown as Commander;
    if (!(command in commander)) commander.defineCommand(command, { lua: this.source });
    const values: Scalar[] = [definition.keys.length + (more.keys?.length ?? 0)];
    for (const name of definition.keys) values.push(keys[name as K[number]]);
    if (more.keys) values.push(...more.keys);
    for (const name of definition.args) values.push(args[name as A[number]]);
    if (more.args) values.push(...more.args);
    const send = async () => commander[command]?.(...values);
    return definition.parse((await observed(this.name, send)) as Raw);
  }
}

/** Functions come after the header, which stays the first thing that `MONITOR` or a slow log shows. */
function withFunctions(source: string, uses: URL | readonly URL[] = []): string {
  const functions = [uses].flat().map((file) => readFileSync(file, 'utf8'));
  const header = /^(?:--.*\n)*/.exec(source)?.[0] ?? '';
  return header + functions.join('') + source.slice(header.length);
}

/** Defines a script; see {@link Script}. */
export const defineScript = <const K extends Names, const A extends Names, Raw, Reply>(
  definition: ScriptDefinition<K, A, Raw, Reply>,
) => new Script(definition);
