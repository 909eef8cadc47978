import type { ClientProxy } from '@nestjs/microservices';
import { startExample } from '../support/example.js';
import { ask, refusal, stockClient } from '../support/rpc.js';
import { startStandalone } from '../support/servers.js';

describe('examples/leaderboard', () => {
  let redis: Awaited<ReturnType<typeof startStandalone>>;
  let app: Awaited<ReturnType<typeof startExample>>;
  let client: ClientProxy;
  let base: string;
  beforeAll(async () => {
    redis = await startStandalone();
    app = await startExample('leaderboard', redis.url);
    base = `${app.url}/leaderboard`;
    client = stockClient(redis.port);
    await client.connect();
  }, 120_000);
  afterAll(async () => {
    await client.close();
    await app.stop();
    await redis.stop();
  });

  const get = async (path: string) => (await fetch(base + path)).json();
  const add = async (member: string, by: number) =>
    ask(client, 'leaderboard.add', { board: 'chess', member, by });

  it('adds, ranks, and shows the top and the neighbours, over both faces', async () => {
    for (const [member, by] of [
      ['ada', 50],
      ['bob', 40],
      ['cyd', 30],
      ['dan', 20],
    ] as const)
      await add(member, by);
    expect(await add('dan', 15)).toEqual({ member: 'dan', score: 35, rank: 3 });
    expect(await get('/chess?limit=2')).toEqual({
      items: [
        { rank: 1, member: 'ada', score: 50 },
        { rank: 2, member: 'bob', score: 40 },
      ],
    });
    expect(await get('/chess/cyd')).toEqual({ rank: 4, member: 'cyd', score: 30 });
    const around = { items: ['bob', 'dan', 'cyd'].map((member) => expect.objectContaining({ member })) };
    expect(await get('/chess/dan/around?limit=1')).toEqual(around);
    expect(await ask(client, 'leaderboard.around', { board: 'chess', member: 'dan', limit: 1 })).toEqual(
      around,
    );
    expect(await get('/chess/ada/around?limit=1')).toMatchObject({ items: [{ rank: 1 }, { rank: 2 }] });
  });

  it('says who is not on the board', async () => {
    expect(await get('/chess/nobody')).toMatchObject({ status: 404, code: 'NOT_RANKED' });
    expect(await refusal(client, 'leaderboard.rank', { board: 'chess', member: 'nobody' })).toMatchObject({
      code: 'NOT_RANKED',
    });
    expect(await get('/empty')).toEqual({ items: [] });
  });

  it('loses no score when many add at once', async () => {
    const all = Array.from({ length: 50 }, async () =>
      ask(client, 'leaderboard.add', { board: 'rush', member: 'eve', by: 2 }),
    );
    await Promise.all(all);
    expect(await get('/rush/eve')).toEqual({ rank: 1, member: 'eve', score: 100 });
  });
});
