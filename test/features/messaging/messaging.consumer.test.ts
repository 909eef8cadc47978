import { Injectable } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import {
  Channels,
  DeadLetterError,
  MessagingModule,
  MessagingService,
  OnChannel,
  OnTopic,
  type Handled,
} from '../../../src/features/messaging/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone, topologies, uniquePrefix, type RedisTarget } from '../../support/topologies.js';

const handled: { n: number; delivery: number }[] = [];
const heard: unknown[] = [];
let running = 0;
let mostRunning = 0;

@Injectable()
class Orders {
  @OnTopic('orders', { group: 'billing', from: 'start', concurrency: 5, backoffMs: 20, maxDeliveries: 3 })
  async bill(n: number, { delivery }: Handled<number>) {
    mostRunning = Math.max(mostRunning, ++running);
    await Promise.resolve();
    running--;
    handled.push({ n, delivery });
    if (n === 13) throw new Error('unlucky');
    if (n === 14) throw new DeadLetterError('never');
    if (n === 15 && delivery === 1) throw new Error('once');
  }

  @OnChannel('chat:*')
  async onChat(data: unknown, channel: string) {
    heard.push([channel, data]);
    throw new Error('harms nobody');
  }
}

const start = async (target: RedisTarget) =>
  startModule(target, [
    { module: class App {}, imports: [MessagingModule.forRoot({})], providers: [Orders] },
  ]);

describe.each(topologies)('handlers on %s', (_name, target) => {
  const prefix = uniquePrefix();
  let modules: TestingModule[] = [];
  beforeEach(async () => {
    handled.length = heard.length = mostRunning = 0;
    modules = await Promise.all([start({ ...target, prefix }), start({ ...target, prefix })]);
  });
  afterEach(async () => Promise.all(modules.map(async (module) => module.close())));

  it('get each message once in one of two replicas, so many at a time; those that fail again, then dead', async () => {
    const topic = modules[0]?.get(MessagingService).topic<number>('orders');
    if (!topic) throw new Error('No module');
    const all = Array.from({ length: 500 }, (_, i) => i + 1);
    await topic.publishAll(all.map((data) => ({ data })));
    await eventually(async () => {
      const info = await topic.group('billing').info();
      expect(info).toMatchObject({
        lag: 0,
        delivered: 0,
        retrying: 0,
        dead: 2,
        totals: { acknowledged: 498 },
      });
    });
    const times = Map.groupBy(handled, ({ n }) => n);
    expect([...times.keys()].toSorted((a, b) => a - b)).toEqual(all);
    expect([13, 14, 15, 16].map((n) => times.get(n)?.length)).toEqual([3, 1, 2, 1]);
    expect(handled).toHaveLength(503);
    expect(mostRunning).toBeLessThanOrEqual(10);
    const { items } = await topic.group('billing').dead();
    expect(items).toMatchObject([
      { data: 13, deliveries: 3, reason: 'Error: unlucky' },
      { data: 14, deliveries: 1, reason: 'DeadLetterError: never' },
    ]);
    await topic.delete();
  });

  it('hear what is said on channels, each in every replica', async () => {
    await modules[0]?.get(Channels).say('chat:1', 'Hello');
    await modules[1]?.get(Channels).say('chat:2', 'Hi');
    await eventually(() => expect(heard).toHaveLength(4));
    expect(heard).toContainEqual(['chat:1', 'Hello']);
    expect(heard).toContainEqual(['chat:2', 'Hi']);
  });
});

describe('a consumer', () => {
  it('finishes at shutdown what it has begun, and gives back what takes too long', async () => {
    const prefix = uniquePrefix();
    const module = await startModule({ ...standalone, prefix }, [MessagingModule.forRoot({ drainMs: 300 })]);
    const messaging = module.get(MessagingService);
    const topic = messaging.topic<string>('work');
    const begun: string[] = [];
    const gate = Promise.withResolvers<void>();
    messaging.consume<string>(
      'work',
      { group: 'g', from: 'start', maxDeliveries: 1 },
      async (kind, { signal }) => {
        begun.push(kind);
        if (kind === 'short') return gate.promise;
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    );
    await topic.publishAll([{ data: 'short' }, { data: 'endless' }]);
    await eventually(() => expect(begun).toEqual(['short', 'endless']));
    expect(messaging.health()).toMatchObject({ status: 'up', consumers: [{ topic: 'work', running: 2 }] });
    const closing = module.close();
    gate.resolve();
    await closing;
    const other = await startModule({ ...standalone, prefix }, [MessagingModule.forRoot({})]);
    const group = other.get(MessagingService).topic('work').group('g');
    expect(await group.info()).toMatchObject({ totals: { acknowledged: 1 }, dead: 0, retrying: 1 });
    expect((await group.pull({ max: 5 })).messages).toMatchObject([{ data: 'endless', delivery: 1 }]);
    await other.close();
  });

  it('runs thousands at a time, and gives all of them back when it stops', async () => {
    const module = await startModule(standalone, [MessagingModule.forRoot({})]);
    const messaging = module.get(MessagingService);
    const topic = messaging.topic<number>(`many-${uniquePrefix()}`);
    const [messages, batch] = [4500, 500];
    for (let from = 0; from < messages; from += batch)
      await topic.publishAll(Array.from({ length: batch }, (_, i) => ({ data: from + i })));
    // By id: on a busy machine one may lose its lease, and be begun again.
    const begun = new Set<string>();
    const forever = async (_data: unknown, { id, signal }: Handled) => {
      begun.add(id);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
    const options = { group: 'g', from: 'start', concurrency: messages, leaseMs: 600 };
    const consumer = messaging.consume(topic.name, options, forever);
    await eventually(() => expect(begun.size).toBe(messages));
    const group = topic.group('g');
    const firstEnd = await endOfLease(module, group.keys.leased);
    await eventually(async () =>
      expect(await endOfLease(module, group.keys.leased)).toBeGreaterThan(firstEnd + 600),
    );
    await consumer.stop(0);
    expect(await group.info()).toMatchObject({ delivered: 0, retrying: messages, dead: 0 });
    await module.close();
  });

  it('keeps the lease of a handler that takes long', async () => {
    const module = await startModule(standalone, [MessagingModule.forRoot({})]);
    const messaging = module.get(MessagingService);
    const seen: number[] = [];
    const gate = Promise.withResolvers<void>();
    messaging.consume('long', { group: 'g', from: 'start', leaseMs: 300 }, async (_data, { delivery }) => {
      seen.push(delivery);
      await gate.promise;
    });
    await messaging.topic('long').publish(1);
    await eventually(() => expect(seen).toEqual([1]));
    const group = messaging.topic('long').group('g');
    const firstEnd = await endOfLease(module, group.keys.leased);
    await eventually(async () =>
      expect(await endOfLease(module, group.keys.leased)).toBeGreaterThan(firstEnd + 600),
    );
    expect((await group.pull()).messages).toEqual([]);
    gate.resolve();
    await eventually(async () => expect(await group.info()).toMatchObject({ totals: { acknowledged: 1 } }));
    expect(seen).toEqual([1]);
    await module.close();
  });
});

async function endOfLease(module: TestingModule, leased: string): Promise<number> {
  const { client } = module.get(MessagingService).topic('long').redis;
  const [, at = '0'] = await client.zrange(leased, '0', '0', 'WITHSCORES');
  return Number(at);
}
