import { QueueModule, QueueService, type Job } from '../../../src/features/queue/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy } from '../../support/proxy.js';
import { startStandalone } from '../../support/servers.js';
import { uniquePrefix } from '../../support/topologies.js';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const FLOWS = 12;
const CHILDREN = 5;

it('flows are lost by nobody and run once each while replies and connections are lost', async () => {
  const server = await startStandalone();
  open.push(async () => server.stop());
  const proxy = await startProxy(server.port);
  open.push(async () => proxy.stop());
  const prefix = uniquePrefix();
  const start = async (url: string) => {
    const options = { leaseMs: 900, drainMs: 0, maxLostLeases: 100, attempts: 100, backoffMs: 1 };
    const module = await startModule({ url, prefix }, [QueueModule.forRoot(options)]);
    open.push(async () => module.close());
    return module.get(QueueService);
  };
  const [shaken, direct] = [await start(proxy.url), await start(server.url)];
  shaken.work('images', () => ({ run: (job: Job) => job.data }));
  shaken.work('pages', () => ({
    run: async (job: Job) => (await job.children()).reduce((sum, { result }) => sum + Number(result), 0),
  }));
  const add = async (n: number) =>
    shaken.queue('pages').addFlow({
      name: 'page',
      options: { id: `page-${n}` },
      children: Array.from({ length: CHILDREN }, (_, at) => ({
        queue: 'images',
        name: 'image',
        data: n + at,
      })),
    });
  for (let n = 0; n < FLOWS; n++) {
    // Some time between the first step and the last notice, whatever is on its way is lost.
    if (n % 2 === 0) proxy.dropReplies();
    const added = add(n).catch(() => undefined);
    if (n % 2 === 0) {
      await added;
      proxy.cut();
      proxy.heal();
    }
    // As an app would: what was not acknowledged is added again with its id.
    await eventually(async () => add(n), { withinMs: 20_000 });
  }
  await eventually(
    async () => {
      for (let n = 0; n < FLOWS; n++)
        expect(await direct.queue('pages').get(`page-${n}`)).toMatchObject({
          state: 'completed',
          result: CHILDREN * n + 10,
        });
    },
    { withinMs: 30_000 },
  );
  expect((await direct.queue('images').info()).totals).toMatchObject({
    completed: FLOWS * CHILDREN,
    dead: 0,
  });
  expect((await direct.queue('pages').info()).counts).toMatchObject({
    delayed: 0,
    waiting: 0,
    completed: FLOWS,
  });
}, 90_000);
