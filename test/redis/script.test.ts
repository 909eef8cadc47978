import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineScript, RedisConnection, redisOptions } from '../../src/redis/index.js';
import { tempDir } from '../support/temp-dir.js';
import { topologies, uniquePrefix } from '../support/topologies.js';

const dir = tempDir();
writeFileSync(
  join(dir, 'add.lua'),
  "return { redis.call('INCRBY', KEYS[1], ARGV[1]), #KEYS, ARGV[2] or 'none' }",
);

const add = defineScript({
  lua: pathToFileURL(join(dir, 'add.lua')),
  keys: ['counter'],
  args: ['by'],
  more: { keys: 'others', args: 'rest' },
  parse: ([sum, keys, rest]: [number, number, string]) => ({ sum, keys, rest }),
});

describe.each(topologies)('a script on %s', (_name, target) => {
  const connection = new RedisConnection(
    'default',
    redisOptions.check({ ...target, prefix: uniquePrefix() }),
  );
  const counter = connection.keys('test')('o', 'counter');
  beforeAll(async () => connection.open());
  afterAll(async () => connection.close());

  it('gets its keys and arguments by name, then the lists', async () => {
    expect(await add.run(connection.client, { counter }, { by: 2 })).toEqual({
      sum: 2,
      keys: 1,
      rest: 'none',
    });
    const other = connection.keys('test')('o', 'other');
    expect(await add.run(connection.client, { counter }, { by: 3 }, { keys: [other], args: ['x'] })).toEqual({
      sum: 5,
      keys: 2,
      rest: 'x',
    });
  });

  it('survives a flushed script cache, many callers at once', async () => {
    await connection.client.set(counter, 0);
    const nodes = 'nodes' in connection.client ? connection.client.nodes('master') : [connection.client];
    await Promise.all(nodes.map(async (node) => node.script('FLUSH')));
    await Promise.all(
      Array.from({ length: 50 }, async () => add.run(connection.client, { counter }, { by: 1 })),
    );
    expect(await connection.client.get(counter)).toBe('50');
  });
});
