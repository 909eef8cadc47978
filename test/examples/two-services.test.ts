import { eventually } from '../support/eventually.js';
import { startExample } from '../support/example.js';
import { startStandalone } from '../support/servers.js';

interface Replica {
  readonly pid: number;
  readonly answered: number;
}

describe('examples/two-services', () => {
  let redis: Awaited<ReturnType<typeof startStandalone>>;
  let app: Awaited<ReturnType<typeof startExample>>;
  beforeAll(async () => {
    redis = await startStandalone();
    app = await startExample('two-services', redis.url);
  }, 120_000);
  afterAll(async () => {
    await app.stop();
    await redis.stop();
  });

  const get = async (path: string): Promise<unknown> => (await fetch(app.url + path)).json();
  const replicas = async () => (await get('/replicas')) as Replica[];

  it('shares the questions between the replicas, each answered once', async () => {
    expect(await replicas()).toHaveLength(2);
    const answers = await Promise.all(Array.from({ length: 100 }, async () => get('/orders/book')));
    for (const answer of answers) expect(answer).toEqual({ product: 'book', left: 4 });
    const counts = (await replicas()).map(({ answered }) => answered);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100);
    // On a busy machine one of them may be late for all of these.
    await eventually(async () => {
      await Promise.all(Array.from({ length: 20 }, async () => get('/orders/book')));
      for (const { answered } of await replicas()) expect(answered).toBeGreaterThan(0);
    });
  });

  it('goes on when a replica is killed', async () => {
    const [first] = await replicas();
    process.kill(first?.pid ?? 0, 'SIGKILL');
    const answers = await Promise.all(Array.from({ length: 50 }, async () => get('/orders/lamp')));
    for (const answer of answers) expect(answer).toEqual({ product: 'lamp', left: 4 });
  });
});
