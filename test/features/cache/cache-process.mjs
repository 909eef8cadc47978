// A process of its own with a cache of its own, which does what its parent tells it.
import { setTimeout as delay } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { CacheModule, CacheService, RedisConnection, RedisModule } from '../../../dist/index.js';

class App {}
const target = JSON.parse(process.argv[2] ?? '{}');
const imports = [RedisModule.forRoot(target), CacheModule.forRoot({ timeoutMs: 5000, jitter: 0 })];
const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
const cache = app.get(CacheService);
const { client } = app.get(RedisConnection);

/** @type {Record<string, (...args: any[]) => Promise<unknown>>} */
const tasks = {
  /** Many callers ask for a key whose loader counts its calls in Redis. */
  async ask(key, callers) {
    const load = async () => {
      await delay(100);
      return client.incr(`${target.prefix}:loads:${key}`);
    };
    const ask = async () => cache.getOrSet(key, load, { hardTimeoutMs: 1000 });
    return [...new Set(await Promise.all(Array.from({ length: callers }, ask)))];
  },
  /** Begins to load and never ends. */
  async hang(key) {
    const begun = Promise.withResolvers();
    const load = async () => {
      begun.resolve('begun');
      return new Promise(() => {});
    };
    cache.getOrSet(key, load, { hardTimeoutMs: 1000 }).catch(() => {});
    return begun.promise;
  },
  /** What memory has, and when each of `count` changes of a key was seen. */
  async keep(key, value) {
    return cache.getOrSet(key, async () => value);
  },
  /** How long it takes until an invalidated value is no longer served, by the clock that processes share. */
  async until(key, old) {
    while ((await cache.get(key)) === old) await delay(1);
    return Date.now();
  },
};

process.on('message', (/** @type {any} */ { id, task, args }) => {
  void tasks[task]?.(...args).then((result) => process.send?.({ id, result }));
});
process.on('disconnect', () => process.exit());
process.send?.({ id: 0, result: 'ready' });
