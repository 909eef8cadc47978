import { globSync, readFileSync } from 'node:fs';
import { redisOptions } from '../../src/redis/index.js';

const read = (files: string) => globSync(files).map((file) => readFileSync(file, 'utf8'));

/** The rules of the user that operators are told to make. */
const [, ...rules] =
  /^user rookery (.*)/m.exec(readFileSync('ops/redis-user.conf', 'utf8'))?.[1]?.split(' ') ?? [];
const after = (sign: string) =>
  rules.filter((rule) => rule.startsWith(sign)).map((rule) => rule.slice(sign.length));
const allowed = after('+');

/** What our scripts call. */
const inScripts = new Set(
  read('src/**/*.lua').flatMap((lua) =>
    [...lua.matchAll(/redis\.p?call\(\s*'([A-Za-z]+)'/g)].map(([, name = '']) => name.toLowerCase()),
  ),
);
const code = read('src/**/*.ts').join('\n');

/** What ioredis says by itself: when it connects, to keep up a Cluster, and to run scripts. */
const OF_THE_CLIENT = new Set([
  'eval',
  'evalsha',
  'ping',
  'select',
  'info',
  'client|setname',
  'readonly',
  'asking',
  'readwrite',
  'cluster|slots',
  'cluster|info',
]);

describe('the Redis user of the service', () => {
  it('may call what scripts call', () => {
    expect(inScripts.size).toBeGreaterThan(40);
    expect([...inScripts].filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it('may call nothing that is not called', () => {
    const isCalled = (name: string) => {
      const [command = '', part] = name.split('|');
      const inCode = new RegExp(`\\.${command}(Buffer)?\\(|'${command.toUpperCase()}'`, 'i');
      return (
        inScripts.has(name) ||
        OF_THE_CLIENT.has(name) ||
        (inCode.test(code) && (!part || code.includes(`'${part.toUpperCase()}'`)))
      );
    };
    expect(allowed.filter((name) => !isCalled(name))).toEqual([]);
    expect(rules.filter((rule) => /^[+-]@/.test(rule))).toEqual(['-@all']);
  });

  it('has the keys and channels of the default prefix, and the channels of our messages', () => {
    const { prefix } = redisOptions.check({});
    const patterns = [...code.matchAll(/@MessagePattern\('([a-z-]+)\./g)].map(
      ([, feature = '']) => `${feature}.*`,
    );
    expect(after('~')).toEqual([`${prefix}:*`]);
    expect(after('&').toSorted()).toEqual([...new Set([`${prefix}:*`, ...patterns])].toSorted());
    expect(rules).toContain('resetchannels');
  });
});
