import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';

// What any queue of leases has to do at least, and nothing else: no delays, priorities, retries, counts, no job but its text.
const ADD = `
redis.call('HSET', KEYS[1], unpack(ARGV))
local ids = {}
for i = 1, #ARGV, 2 do ids[#ids + 1] = ARGV[i] end
return redis.call('RPUSH', KEYS[2], unpack(ids))`;
const NEXT = `
if #ARGV > 1 then
  local held = redis.call('HDEL', KEYS[3], unpack(ARGV, 2))
  if held ~= #ARGV - 1 then return redis.error_reply('lost') end
  redis.call('HDEL', KEYS[1], unpack(ARGV, 2))
end
local ids = redis.call('LPOP', KEYS[2], ARGV[1])
if not ids then return {{}, {}} end
local now, leases = redis.call('TIME')[1], {}
for i, id in ipairs(ids) do leases[2 * i - 1], leases[2 * i] = id, now end
redis.call('HSET', KEYS[3], unpack(leases))
return {ids, redis.call('HMGET', KEYS[1], unpack(ids))}`;

interface Commands {
  bareAdd(...values: string[]): Promise<number>;
  bareNext(...values: (string | number)[]): Promise<[ids: string[], jobs: string[]]>;
}

/** The physical limit: jobs added, leased and acknowledged in batches by two scripts of a few lines, without a library around them. */
export class BareQueue {
  private readonly commands: Commands;
  private readonly keys: string[];

  constructor(
    private readonly redis: Redis,
    name: string,
  ) {
    redis.defineCommand('bareAdd', { lua: ADD, numberOfKeys: 2 });
    redis.defineCommand('bareNext', { lua: NEXT, numberOfKeys: 3 });
    this.commands = redis as unknown as Commands;
    this.keys = ['jobs', 'waiting', 'active'].map((part) => `{${name}}:${part}`);
  }

  async add(jobs: readonly unknown[]): Promise<void> {
    const [all = '', waiting = ''] = this.keys;
    await this.commands.bareAdd(all, waiting, ...jobs.flatMap((job) => [randomUUID(), JSON.stringify(job)]));
  }

  /** Leases and acknowledges all that is there, so many at a time, two requests on their way. */
  async work(batch: number, handler: (job: unknown) => Promise<unknown>): Promise<void> {
    const loop = async () => {
      for (let done: string[] = []; ;) {
        const [ids, jobs] = await this.commands.bareNext(...this.keys, batch, ...done);
        if (ids.length === 0) return;
        await Promise.all(jobs.map(async (job) => handler(JSON.parse(job))));
        done = ids;
      }
    };
    await Promise.all([loop(), loop()]);
  }

  async clear(): Promise<void> {
    await this.redis.unlink(...this.keys);
  }
}
