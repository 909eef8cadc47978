import { z } from 'zod';
import { jsonValue, nameOf, ttlMs } from '../../kernel/schema.js';
import { asBoolean, asInt, asJson, asJsonList, asNumber, asRecord, asScored, asTtl } from './kv.replies.js';
import { kvKey } from './kv.schemas.js';

/** Kind of value that a command works on; `any` where it does not matter. */
export type ValueKind = 'string' | 'list' | 'set' | 'hash' | 'zset' | 'any';

/** How a pipeline command is said to Redis, and how its reply is said to the caller. */
interface CommandDefinition<S extends z.ZodObject> {
  readonly input: S;
  readonly kind: ValueKind;
  /** Whether it makes the key where there is none. */
  readonly creates?: boolean;
  /** Command name and the arguments after the key. */
  readonly say: (input: z.output<S>) => readonly [name: string, ...args: string[]];
  readonly read: (reply: unknown) => unknown;
}

const define = <S extends z.ZodObject>(definition: CommandDefinition<S>) => definition;

// A command with more than this would hold up everyone else, and Lua takes no more than some thousand arguments.
const MAX_MEMBERS = 1000;

const values = z.array(jsonValue).min(1).max(MAX_MEMBERS);
const field = nameOf('a field', 512);
const score = z.number().describe('A fraction, or a whole number within 2^53 - 1 either way');
const position = z.int().min(-2_147_483_648).max(2_147_483_647);

const json = (value: unknown) => JSON.stringify(value);
const key = kvKey;
const one = <O extends string>(op: O) => z.strictObject({ op: z.literal(op), key });

/** Every command of the pipeline, by kind of value: what it takes, what it sends and what it answers. */
export const COMMANDS = {
  // strings and counters, the same values as under /kv
  get: define({ input: one('get'), kind: 'string', say: () => ['GET'], read: asJson }),
  set: define({
    input: one('set').extend({ value: jsonValue, ttlMs: ttlMs.optional(), ifAbsent: z.boolean().optional() }),
    kind: 'any',
    say: ({ value, ttlMs: ttl, ifAbsent }) => [
      'SET',
      json(value),
      ...(ttl ? ['PX', String(ttl)] : []),
      ...(ifAbsent ? ['NX'] : []),
    ],
    read: asBoolean,
  }),
  increment: define({
    input: one('increment').extend({ by: z.int().default(1) }),
    kind: 'string',
    creates: true,
    say: ({ by }) => ['INCRBY', String(by)],
    read: asInt,
  }),
  // any kind
  delete: define({ input: one('delete'), kind: 'any', say: () => ['DEL'], read: asBoolean }),
  exists: define({ input: one('exists'), kind: 'any', say: () => ['EXISTS'], read: asBoolean }),
  expire: define({
    input: one('expire').extend({
      ttlMs,
      ifNone: z.boolean().optional().describe('Only where there is no time to live yet'),
    }),
    kind: 'any',
    say: ({ ttlMs: ttl, ifNone }) => ['PEXPIRE', String(ttl), ...(ifNone ? ['NX'] : [])],
    read: asBoolean,
  }),
  persist: define({ input: one('persist'), kind: 'any', say: () => ['PERSIST'], read: asBoolean }),
  ttl: define({ input: one('ttl'), kind: 'any', say: () => ['PTTL'], read: asTtl }),
  // lists
  lpush: define({
    input: one('lpush').extend({ values }),
    kind: 'list',
    creates: true,
    say: (c) => ['LPUSH', ...c.values.map(json)],
    read: asInt,
  }),
  rpush: define({
    input: one('rpush').extend({ values }),
    kind: 'list',
    creates: true,
    say: (c) => ['RPUSH', ...c.values.map(json)],
    read: asInt,
  }),
  lpop: define({
    input: one('lpop').extend({ count: z.int().min(1).max(MAX_MEMBERS).default(1) }),
    kind: 'list',
    say: (c) => ['LPOP', String(c.count)],
    read: asJsonList,
  }),
  rpop: define({
    input: one('rpop').extend({ count: z.int().min(1).max(MAX_MEMBERS).default(1) }),
    kind: 'list',
    say: (c) => ['RPOP', String(c.count)],
    read: asJsonList,
  }),
  lrange: define({
    input: one('lrange').extend({ start: position.default(0), stop: position.default(-1) }),
    kind: 'list',
    say: (c) => ['LRANGE', String(c.start), String(c.stop)],
    read: asJsonList,
  }),
  ltrim: define({
    input: one('ltrim').extend({ start: position, stop: position }),
    kind: 'list',
    say: (c) => ['LTRIM', String(c.start), String(c.stop)],
    read: asBoolean,
  }),
  llen: define({ input: one('llen'), kind: 'list', say: () => ['LLEN'], read: asInt }),
  // sets
  sadd: define({
    input: one('sadd').extend({ members: values }),
    kind: 'set',
    creates: true,
    say: (c) => ['SADD', ...c.members.map(json)],
    read: asInt,
  }),
  srem: define({
    input: one('srem').extend({ members: values }),
    kind: 'set',
    say: (c) => ['SREM', ...c.members.map(json)],
    read: asInt,
  }),
  sismember: define({
    input: one('sismember').extend({ member: jsonValue }),
    kind: 'set',
    say: (c) => ['SISMEMBER', json(c.member)],
    read: asBoolean,
  }),
  smembers: define({ input: one('smembers'), kind: 'set', say: () => ['SMEMBERS'], read: asJsonList }),
  scard: define({ input: one('scard'), kind: 'set', say: () => ['SCARD'], read: asInt }),
  // hashes
  hset: define({
    input: one('hset').extend({
      fields: z
        .record(field, jsonValue)
        .refine((fields) => within(Object.keys(fields).length), `1 to ${MAX_MEMBERS} fields`),
    }),
    kind: 'hash',
    creates: true,
    say: (c) => ['HSET', ...Object.entries(c.fields).flatMap(([name, value]) => [name, json(value)])],
    read: asInt,
  }),
  hget: define({
    input: one('hget').extend({ field }),
    kind: 'hash',
    say: (c) => ['HGET', c.field],
    read: asJson,
  }),
  hgetall: define({ input: one('hgetall'), kind: 'hash', say: () => ['HGETALL'], read: asRecord }),
  hdel: define({
    input: one('hdel').extend({ fields: z.array(field).min(1).max(MAX_MEMBERS) }),
    kind: 'hash',
    say: (c) => ['HDEL', ...c.fields],
    read: asInt,
  }),
  hincrby: define({
    input: one('hincrby').extend({ field, by: z.int().default(1) }),
    kind: 'hash',
    creates: true,
    say: (c) => ['HINCRBY', c.field, String(c.by)],
    read: asInt,
  }),
  hlen: define({ input: one('hlen'), kind: 'hash', say: () => ['HLEN'], read: asInt }),
  // sorted sets
  zadd: define({
    input: one('zadd').extend({
      members: z
        .array(z.strictObject({ member: jsonValue, score }))
        .min(1)
        .max(MAX_MEMBERS),
    }),
    kind: 'zset',
    creates: true,
    say: (c) => ['ZADD', ...c.members.flatMap(({ member, score: points }) => [String(points), json(member)])],
    read: asInt,
  }),
  zrem: define({
    input: one('zrem').extend({ members: values }),
    kind: 'zset',
    say: (c) => ['ZREM', ...c.members.map(json)],
    read: asInt,
  }),
  zincrby: define({
    input: one('zincrby').extend({ member: jsonValue, by: score }),
    kind: 'zset',
    creates: true,
    say: (c) => ['ZINCRBY', String(c.by), json(c.member)],
    read: asNumber,
  }),
  zscore: define({
    input: one('zscore').extend({ member: jsonValue }),
    kind: 'zset',
    say: (c) => ['ZSCORE', json(c.member)],
    read: asNumber,
  }),
  zrank: define({
    input: one('zrank').extend({ member: jsonValue, highestFirst: z.boolean().optional() }),
    kind: 'zset',
    say: (c) => [c.highestFirst ? 'ZREVRANK' : 'ZRANK', json(c.member)],
    read: asNumber,
  }),
  zrange: define({
    input: one('zrange').extend({
      start: position.default(0),
      stop: position.default(-1),
      highestFirst: z.boolean().optional(),
    }),
    kind: 'zset',
    say: (c) => [c.highestFirst ? 'ZREVRANGE' : 'ZRANGE', String(c.start), String(c.stop), 'WITHSCORES'],
    read: asScored,
  }),
  zcard: define({ input: one('zcard'), kind: 'zset', say: () => ['ZCARD'], read: asInt }),
} as const;

function within(count: number): boolean {
  return count >= 1 && count <= MAX_MEMBERS;
}

type Op = keyof typeof COMMANDS;
type InputOf<O extends Op> = (typeof COMMANDS)[O]['input'];

const inputs = Object.values(COMMANDS).map(({ input }) => input) as unknown as [
  InputOf<Op>,
  ...InputOf<Op>[],
];

/** One command of a pipeline, told by `op`. */
export const pipelineCommand = z.discriminatedUnion('op', inputs).meta({ id: 'PipelineCommand' });
/** One command of a pipeline as callers write it: `op` names it, and what can be left out may be. */
export type PipelineCommand = z.input<typeof pipelineCommand>;

/** A checked command as Redis is told it. */
export interface SpokenCommand {
  readonly key: string;
  readonly kind: ValueKind;
  readonly creates: boolean;
  readonly name: string;
  readonly args: readonly string[];
  readonly read: (reply: unknown) => unknown;
}

/** Says a checked command to Redis, without its key. */
export function speak(command: z.output<typeof pipelineCommand>): SpokenCommand {
  const { kind, creates = false, say, read } = COMMANDS[command.op] as CommandDefinition<z.ZodObject>;
  const [name, ...args] = say(command);
  return { key: command.key, kind, creates, name, args, read };
}
