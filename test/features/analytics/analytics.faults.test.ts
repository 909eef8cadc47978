import { AnalyticsModule, AnalyticsService } from '../../../src/features/analytics/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone } from '../../support/servers.js';

const view = { name: 'pageview', path: '/' };

describe('while Redis does not answer', () => {
  it('buffered events wait, are refused past their bound, and are counted once when it is back', async () => {
    const server = await startStandalone();
    const module = await startModule({ url: server.url, deadlineMs: 300 }, [
      AnalyticsModule.forRoot({ maxBuffered: 120, flushMs: 50 }),
    ]);
    const analytics = module.get(AnalyticsService);
    await analytics.track('shop', { ...view, userId: 'ada' });
    server.freeze();
    for (let i = 0; i < 120; i++)
      await analytics.track('shop', { ...view, userId: `u${i}` }, { ack: 'buffered' });
    await expect(analytics.track('shop', view, { ack: 'buffered' })).rejects.toMatchObject({
      code: 'ANALYTICS_OVERLOADED',
    });
    // Long enough for attempts that Redis gets all the same once it goes on: they must not count twice.
    const samples = analytics
      .metrics()
      .find(({ name }) => name === 'rookery_analytics_buffered_events')?.samples;
    expect(samples).toEqual([{ value: 120 }]);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    server.thaw();
    await eventually(async () => expect((await analytics.pageviews('shop')).total.pageviews).toBe(121), {
      withinMs: 10_000,
    });
    await eventually(() =>
      expect(
        analytics.metrics().find(({ name }) => name === 'rookery_analytics_buffered_events')?.samples,
      ).toEqual([{ value: 0 }]),
    );
    expect((await analytics.pageviews('shop')).total).toMatchObject({ pageviews: 121, visits: 121 });
    await module.close();
    await server.stop();
  });

  it('awaited events fail, and are counted once if they are sent again under their id', async () => {
    const server = await startStandalone();
    const module = await startModule({ url: server.url, deadlineMs: 300 }, [AnalyticsModule.forRoot({})]);
    const analytics = module.get(AnalyticsService);
    await analytics.track('shop', view);
    server.freeze();
    const send = async () => analytics.track('shop', [view, view], { id: 'batch-1' });
    await expect(send()).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    server.thaw();
    await eventually(async () => expect(await send()).toEqual({ accepted: 2, rejected: 0 }));
    expect((await analytics.pageviews('shop')).total.pageviews).toBe(3);
    await module.close();
    await server.stop();
  });

  it('a graceful end stores what is buffered', async () => {
    const server = await startStandalone();
    const target = { url: server.url, prefix: 'test.graceful' };
    const module = await startModule(target, [AnalyticsModule.forRoot({ flushMs: 60_000 })]);
    for (let i = 0; i < 30; i++) await module.get(AnalyticsService).track('shop', view, { ack: 'buffered' });
    await module.close();
    const other = await startModule(target, [AnalyticsModule.forRoot({})]);
    expect((await other.get(AnalyticsService).pageviews('shop')).total.pageviews).toBe(30);
    await other.close();
    await server.stop();
  });
});
