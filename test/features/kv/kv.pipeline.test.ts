import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { KvModule, kvOptions, KvService, type PipelineCommand } from '../../../src/features/kv/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy } from '../../support/proxy.js';
import { startStandalone } from '../../support/servers.js';
import { cluster, standalone, topologies } from '../../support/topologies.js';

describe.each(topologies)('pipeline on %s', (_name, target) => {
  let module: TestingModule;
  let kv: KvService;
  let run: (commands: PipelineCommand[], atomic?: boolean) => Promise<unknown[]>;

  beforeAll(async () => {
    module = await startModule(target, [KvModule.forRoot({})]);
    kv = module.get(KvService);
    run = async (commands, atomic = false) => {
      const results = await kv.pipeline(commands, { atomic });
      return results.map((result) => (result.ok ? result.value : result.code));
    };
  });
  afterAll(async () => module.close());

  // Each way of running must answer the same: the one goes through ioredis, the other through Lua.
  describe.each([
    ['each by itself', false],
    ['atomic', true],
  ])('%s', (_how, atomic) => {
    const key = (name: string) => `{${atomic}}:${name}`;

    it('serves strings, counters and expiry', async () => {
      const k = key('s');
      expect(
        await run(
          [
            { op: 'get', key: k },
            { op: 'set', key: k, value: { a: [1, 'ü', null] } },
            { op: 'set', key: k, value: 2, ifAbsent: true },
            { op: 'get', key: k },
            { op: 'exists', key: k },
            { op: 'ttl', key: k },
            { op: 'set', key: k, value: 41 },
            { op: 'increment', key: k },
            { op: 'increment', key: k, by: -2 },
            { op: 'expire', key: k, ttlMs: 60_000 },
            { op: 'expire', key: k, ttlMs: 90_000, ifNone: true },
            { op: 'persist', key: k },
            { op: 'delete', key: k },
            { op: 'delete', key: k },
            { op: 'ttl', key: k },
            { op: 'increment', key: k },
          ],
          atomic,
        ),
      ).toEqual([
        null,
        true,
        false,
        { a: [1, 'ü', null] },
        true,
        -1,
        true,
        42,
        40,
        true,
        false,
        true,
        true,
        false,
        null,
        1,
      ]);
    });

    it('refuses a value past the limit, with nothing done, wherever in a command it stands', async () => {
      const long = 'x'.repeat(kvOptions.check({}).maxValueBytes - 1);
      const [s, other] = [key('long'), key('long:other')];
      const commands: PipelineCommand[] = [
        { op: 'set', key: other, value: long },
        { op: 'rpush', key: other, values: [1, long] },
        { op: 'hset', key: other, fields: { a: 1, b: long } },
      ];
      for (const command of commands)
        await expect(
          kv.pipeline([{ op: 'set', key: s, value: 1 }, command], { atomic }),
        ).rejects.toMatchObject({
          code: 'KV_VALUE_TOO_LARGE',
          issues: [{ path: 'commands.1', message: expect.any(String) }],
        });
      expect(await kv.exists(s)).toBe(false);
      expect(await run([{ op: 'set', key: s, value: long.slice(1) }], atomic)).toEqual([true]);
    });

    it('serves lists', async () => {
      const k = key('l');
      expect(
        await run(
          [
            { op: 'rpush', key: k, values: [1, { b: 2 }, 'three'] },
            { op: 'lpush', key: k, values: [0] },
            { op: 'lrange', key: k },
            { op: 'llen', key: k },
            { op: 'lpop', key: k },
            { op: 'rpop', key: k, count: 2 },
            { op: 'ltrim', key: k, start: 1, stop: 1 },
            { op: 'lpop', key: k },
            { op: 'llen', key: k },
          ],
          atomic,
        ),
      ).toEqual([3, 4, [0, 1, { b: 2 }, 'three'], 4, [0], ['three', { b: 2 }], true, [], 0]);
    });

    it('serves sets and hashes', async () => {
      const [s, h] = [key('set'), key('hash')];
      expect(
        await run(
          [
            { op: 'sadd', key: s, members: ['a', 1, { x: 1 }, 'a'] },
            { op: 'sismember', key: s, member: { x: 1 } },
            { op: 'sismember', key: s, member: '1' },
            { op: 'srem', key: s, members: ['a'] },
            { op: 'scard', key: s },
            { op: 'hset', key: h, fields: { n: 1, deep: { a: [] }, text: '' } },
            { op: 'hget', key: h, field: 'deep' },
            { op: 'hget', key: h, field: 'none' },
            { op: 'hincrby', key: h, field: 'n', by: 4 },
            { op: 'hincrby', key: h, field: 'new' },
            { op: 'hgetall', key: h },
            { op: 'hdel', key: h, fields: ['deep', 'text', 'nothing'] },
            { op: 'hlen', key: h },
          ],
          atomic,
        ),
      ).toEqual([
        3,
        true,
        false,
        1,
        2,
        3,
        { a: [] },
        null,
        5,
        1,
        { n: 5, deep: { a: [] }, text: '', new: 1 },
        2,
        2,
      ]);
      expect(await run([{ op: 'smembers', key: s }], atomic)).toEqual([
        expect.arrayContaining([1, { x: 1 }]),
      ]);
    });

    it('serves sorted sets', async () => {
      const k = key('z');
      expect(
        await run(
          [
            {
              op: 'zadd',
              key: k,
              members: [
                { member: 'ada', score: 1.5 },
                { member: 'bob', score: -2 },
                { member: 3, score: 1e21 },
              ],
            },
            { op: 'zrange', key: k },
            { op: 'zrange', key: k, start: 0, stop: 0, highestFirst: true },
            { op: 'zincrby', key: k, member: 'bob', by: 0.25 },
            { op: 'zscore', key: k, member: 'ada' },
            { op: 'zscore', key: k, member: 'none' },
            { op: 'zrank', key: k, member: 'ada' },
            { op: 'zrank', key: k, member: 'none' },
            { op: 'zrem', key: k, members: ['ada', 'none'] },
            { op: 'zcard', key: k },
          ],
          atomic,
        ),
      ).toEqual([
        3,
        [
          { member: 'bob', score: -2 },
          { member: 'ada', score: 1.5 },
          { member: 3, score: 1e21 },
        ],
        [{ member: 3, score: 1e21 }],
        -1.75,
        1.5,
        null,
        1,
        null,
        1,
        2,
      ]);
    });
  });

  it('answers each failure in its place, and carries out the others', async () => {
    const results = await kv.pipeline([
      { op: 'rpush', key: 'mixed', values: [1] },
      { op: 'increment', key: 'mixed' },
      { op: 'set', key: 'text', value: 'x' },
      { op: 'increment', key: 'text' },
      { op: 'hset', key: 'hash', fields: { n: Number.MAX_SAFE_INTEGER } },
      { op: 'hincrby', key: 'hash', field: 'n' },
      { op: 'llen', key: 'mixed' },
    ]);
    expect(results.map((result) => (result.ok ? result.value : result.code))).toEqual([
      1,
      'WRONG_TYPE',
      true,
      'KV_NOT_A_NUMBER',
      1,
      'KV_OUT_OF_RANGE',
      1,
    ]);
    expect(results[1]).toMatchObject({ ok: false, detail: expect.not.stringContaining('WRONGTYPE') });
  });

  it('keeps the order of commands on one key, in a batch of a thousand', async () => {
    const commands = Array.from({ length: 1000 }, () => ({ op: 'increment', key: 'ordered' }) as const);
    expect(await run(commands)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
  });

  it.each([
    ['a wrong kind of value', { op: 'sadd', key: '{t}:list', members: [1] }, 'holds another kind'],
    ['a wrong kind to read', { op: 'hgetall', key: '{t}:list' }, 'holds another kind'],
    ['a kind that the batch itself made', { op: 'rpush', key: '{t}:n', values: [1] }, 'holds another kind'],
    ['no number', { op: 'increment', key: '{t}:text' }, 'not a whole number'],
    [
      'no number that the batch itself made',
      { op: 'hincrby', key: '{t}:h', field: 'text' },
      'not a whole number',
    ],
    [
      'a counter past its range',
      { op: 'increment', key: '{t}:n', by: Number.MAX_SAFE_INTEGER },
      'leave the range',
    ],
  ] as [string, PipelineCommand, string][])(
    'changes nothing at all when an atomic command meets %s',
    async (_what, bad, reason) => {
      const keys = ['n', 'text', 'list', 'h'].map((name) => `{t}:${name}`);
      await kv.pipeline([
        ...keys.map((key) => ({ op: 'delete', key }) as const),
        { op: 'rpush', key: '{t}:list', values: [1] },
        { op: 'set', key: '{t}:text', value: 'x' },
      ]);
      const attempt = kv.pipeline(
        [
          { op: 'increment', key: '{t}:n' },
          { op: 'hset', key: '{t}:h', fields: { text: 'x' } },
          { op: 'rpush', key: '{t}:list', values: [2] },
          bad,
        ],
        { atomic: true },
      );
      await expect(attempt).rejects.toMatchObject({
        code: 'PIPELINE_ABORTED',
        kind: 'conflict',
        issues: [{ path: 'commands.3', message: expect.stringContaining(reason) }],
      });
      expect(
        await run([
          { op: 'exists', key: '{t}:n' },
          { op: 'exists', key: '{t}:h' },
          { op: 'lrange', key: '{t}:list' },
        ]),
      ).toEqual([false, false, [1]]);
    },
  );

  it('is atomic: no other client sees or gets in between', async () => {
    const move = [
      { op: 'hincrby', key: '{m}', field: 'a', by: -1 },
      { op: 'hincrby', key: '{m}', field: 'b', by: 1 },
    ] as const;
    const [, ...sums] = await Promise.all([
      Promise.all(Array.from({ length: 100 }, async () => kv.pipeline([...move], { atomic: true }))),
      ...Array.from({ length: 100 }, async () => {
        const [all] = (await run([{ op: 'hgetall', key: '{m}' }])) as [Record<string, number>];
        return (all['a'] ?? 0) + (all['b'] ?? 0);
      }),
    ]);
    expect(new Set(sums)).toEqual(new Set([0]));
    expect(await run([{ op: 'hgetall', key: '{m}' }])).toEqual([{ a: -100, b: 100 }]);
  });

  it('says before writing what Redis would say while writing: random batches are all or nothing', async () => {
    const name = fc.constantFrom('{f}:1', '{f}:2', '{f}:3');
    const command = fc.oneof(
      fc.record({
        op: fc.constant('set' as const),
        key: name,
        value: fc.oneof(fc.integer(), fc.string(), fc.constant(Number.MAX_SAFE_INTEGER)),
        ifAbsent: fc.boolean(),
      }),
      fc.record({
        op: fc.constant('increment' as const),
        key: name,
        by: fc.constantFrom(1, -1, Number.MAX_SAFE_INTEGER),
      }),
      fc.record({
        op: fc.constant('hincrby' as const),
        key: name,
        field: fc.constantFrom('a', 'b'),
        by: fc.constantFrom(1, Number.MIN_SAFE_INTEGER),
      }),
      fc.record({
        op: fc.constant('hset' as const),
        key: name,
        fields: fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.integer(), fc.string()), { minKeys: 1 }),
      }),
      fc.record({ op: fc.constant('hdel' as const), key: name, fields: fc.constant<string[]>(['a']) }),
      fc.record({ op: fc.constant('rpush' as const), key: name, values: fc.constant<unknown[]>([1]) }),
      fc.record({ op: fc.constant('lpop' as const), key: name }),
      fc.record({ op: fc.constant('delete' as const), key: name }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 8 }), async (commands) => {
        const before = await snapshot(kv);
        let results: unknown;
        try {
          results = await run(commands, true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'PIPELINE_ABORTED' }); // anything else is a command that failed half way
          expect(await snapshot(kv)).toEqual(before);
          return;
        }
        expect(results).toHaveLength(commands.length);
      }),
      { numRuns: 300 },
    );
  });
});

async function snapshot(kv: KvService): Promise<unknown> {
  const keys = ['{f}:1', '{f}:2', '{f}:3'];
  const reads = keys.flatMap((key) => (['get', 'lrange', 'hgetall'] as const).map((op) => ({ op, key })));
  return kv.pipeline(reads);
}

it.each([
  ['each by itself', false],
  ['atomic', true],
])('a pipeline of 500 commands waits for no reply before all of it is out (%s)', async (_how, atomic) => {
  const server = await startStandalone();
  const proxy = await startProxy(server.port);
  const module = await startModule({ url: proxy.url }, [KvModule.forRoot({})]);
  const direct = new Redis({ port: server.port });
  const commands = Array.from({ length: 500 }, (_, i) => ({ op: 'set', key: `k${i}`, value: i }) as const);
  proxy.dropReplies();
  const unanswered = module.get(KvService).pipeline(commands, { atomic });
  await Promise.all([
    expect(unanswered).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' }),
    eventually(async () => expect(await direct.dbsize()).toBeGreaterThanOrEqual(commands.length)),
  ]);
  direct.disconnect();
  proxy.stop();
  await module.close();
  await server.stop();
});

describe('atomic pipelines over several slots', () => {
  const commands: PipelineCommand[] = [
    { op: 'set', key: 'one', value: 1 },
    { op: 'set', key: 'two', value: 2 },
  ];

  it('are refused by a Cluster, with nothing done', async () => {
    const module = await startModule(cluster, [KvModule.forRoot({})]);
    const kv = module.get(KvService);
    await expect(kv.pipeline(commands, { atomic: true })).rejects.toMatchObject({
      code: 'CROSS_SLOT',
      message: expect.stringContaining('{tag}'),
    });
    expect(await kv.get('one')).toBeUndefined();
    await module.close();
  });

  it('are fine on one server', async () => {
    const module = await startModule(standalone, [KvModule.forRoot({})]);
    expect(await module.get(KvService).pipeline(commands, { atomic: true })).toEqual([
      { ok: true, value: true },
      { ok: true, value: true },
    ]);
    await module.close();
  });
});
