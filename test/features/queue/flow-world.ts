import type { TestingModule } from '@nestjs/testing';
import {
  QueueModule,
  QueueService,
  type FlowChild,
  type Job,
  type Queue,
} from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { uniquePrefix, type RedisTarget } from '../../support/topologies.js';

/** What a job of these tests is to do. */
interface Plan {
  readonly fail?: boolean;
  readonly say?: unknown;
}

/** A job that is tried once, and does what its plan says. */
export const child = (name: string, plan: Plan = {}, rest: Partial<FlowChild> = {}): FlowChild => ({
  name,
  data: plan,
  options: { attempts: 1 },
  ...rest,
});

/** Two processes, as it were: one adds flows, the other works. Their heartbeat comes every 200 s: who is not told at once fails. */
export class FlowWorld {
  private readonly modules: TestingModule[] = [];
  private count = 0;

  async start(target: RedisTarget): Promise<void> {
    const prefix = uniquePrefix();
    const sharded = { sharded: { shards: 3 }, 'any-sharded': { shards: 3 } };
    const options = { leaseMs: 600_000, drainMs: 0, backoffMs: 1, maxLostLeases: 1, queues: sharded };
    for (let i = 0; i < 2; i++)
      this.modules.push(await startModule({ ...target, prefix }, [QueueModule.forRoot(options)]));
  }

  async stop(): Promise<void> {
    await Promise.all(this.modules.map(async (module) => module.close()));
  }

  get queues(): QueueService {
    return this.moduleAt(0).get(QueueService);
  }

  get redis(): RedisConnection {
    return this.moduleAt(0).get(RedisConnection);
  }

  /** A queue that no other test uses. */
  fresh(): Queue {
    return this.queues.queue(`flow-${this.count++}`);
  }

  keyOf(queue: Queue, part: string): string {
    return this.redis.keys('queue')(queue.name, part);
  }

  /** Works on queues in the other process; tells what has run, in order, and what each saw of its children. */
  workOn(...names: string[]) {
    const ran: string[] = [];
    const seen = new Map<string, unknown[]>();
    const run = async (job: Job) => {
      ran.push(job.name);
      const children = await job.children();
      const seenOf = children.map(({ state, result, error }) =>
        state === 'dead' ? (error as { code?: string }).code : result,
      );
      seen.set(job.name, seenOf);
      const { fail, say } = (job.data ?? {}) as Plan;
      if (fail) throw Object.assign(new Error(`${job.name} has failed`), { code: 'NO' });
      return say ?? job.name;
    };
    for (const name of names)
      this.moduleAt(1)
        .get(QueueService)
        .work(name, () => ({ run }));
    return { ran, seen };
  }

  async ended({ queue, id }: { queue: string; id: string }) {
    return this.queues.queue(queue).finished(id, 15_000);
  }

  /** Leases the next jobs of a queue and settles them, and its worker dies before it has told anybody. */
  async settleAndDie(queue: Queue, ...outcomes: readonly { verb: 'complete' | 'bury'; json: string }[]) {
    const jobs = await this.queues.leases(queue.name).lease({ max: outcomes.length });
    const settlements = outcomes.flatMap((outcome, i) => {
      const { id = '', token = '' } = jobs[i] ?? {};
      return [{ id, token, ...outcome }];
    });
    await queue.shards[0]?.settle([], settlements);
  }

  /** Makes one pass over a queue as any worker of it does. */
  async tend(queue: Queue): Promise<void> {
    await Promise.all(queue.shards.map(async (shard) => shard.flush()));
  }

  async outboxOf(queue: Queue): Promise<string[]> {
    return this.redis.client.lrange(this.keyOf(queue, 'outbox'), 0, -1);
  }

  private moduleAt(i: number): TestingModule {
    const module = this.modules[i];
    if (!module) throw new Error('start() comes first');
    return module;
  }
}
