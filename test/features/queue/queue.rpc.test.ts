import type { ClientProxy } from '@nestjs/microservices';
import { startService, type TestService } from '../../support/app.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

describe('queues over the Redis transport', () => {
  let server: RedisServer;
  let service: TestService;
  let client: ClientProxy;

  beforeAll(async () => {
    server = await startStandalone();
    service = await startService({ url: server.url });
    client = stockClient(server.port);
    await client.connect();
  });
  afterAll(async () => {
    client?.close();
    await service?.stop();
    await server?.stop();
  });

  it('does all that HTTP does', async () => {
    const queue = 'emails';
    const { id } = await ask<{ id: string }>(client, 'queue.add', {
      queue,
      name: 'welcome',
      data: { to: 'ada' },
    });
    expect(
      await ask(client, 'queue.add', { queue, jobs: [{ name: 'later', options: { delayMs: 60_000 } }] }),
    ).toEqual({
      ids: [expect.any(String)],
    });
    expect(await ask(client, 'queue.list', {})).toMatchObject({ items: [{ name: queue }] });
    expect(await ask(client, 'queue.info', { queue })).toMatchObject({ counts: { waiting: 1, delayed: 1 } });
    expect(await ask(client, 'queue.update', { queue, id, data: { to: 'bob' } })).toEqual({ updated: true });
    const { jobs } = await ask<{ jobs: { id: string; token: string }[] }>(client, 'queue.lease', {
      queue,
      max: 5,
    });
    expect(jobs).toMatchObject([{ id, data: { to: 'bob' } }]);
    const leases = jobs.map(({ token }) => ({ id, token }));
    expect(await ask(client, 'queue.extend', { queue, leases, leaseMs: 60_000 })).toMatchObject({
      results: [{ id, accepted: true }],
    });
    const outcomes = leases.map((lease) => ({ ...lease, status: 'failed', retry: false }));
    expect(await ask(client, 'queue.settle', { queue, outcomes })).toEqual({
      results: [{ id, accepted: true, state: 'dead' }],
    });
    expect(await ask(client, 'queue.settle', { queue, outcomes })).toEqual({
      results: [{ id, accepted: false, code: 'LEASE_LOST' }],
    });
    expect(await ask(client, 'queue.jobs', { queue, state: 'dead' })).toMatchObject({ items: [{ id }] });
    expect(await ask(client, 'queue.redrive', { queue, name: 'welcome' })).toEqual({ moved: 1 });
    expect(await ask(client, 'queue.read', { queue, id })).toMatchObject({ state: 'waiting' });
    expect(await ask(client, 'queue.logs', { queue, id })).toEqual({ lines: [] });
    expect(await ask(client, 'queue.pause', { queue })).toEqual({ paused: true });
    expect(await ask(client, 'queue.resume', { queue })).toEqual({ paused: false });
    expect(await ask(client, 'queue.remove', { queue, id })).toEqual({ removed: true });
    expect(await ask(client, 'queue.drain', { queue, delayed: true })).toEqual({ removed: 1 });
    expect(await ask(client, 'queue.obliterate', { queue })).toEqual({ removed: 0 });
  });

  it('limits a queue, tells of it, lifts the limits, and holds it', async () => {
    const at = { queue: 'limited' };
    expect(await ask(client, 'queue.putLimits', { ...at, concurrency: 2 })).toEqual({ limited: true });
    expect(await ask(client, 'queue.limits', at)).toEqual({ concurrency: 2, heldUntilAt: null });
    expect(await refusal(client, 'queue.putLimits', at)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await ask(client, 'queue.removeLimits', at)).toEqual({ limited: false });
    expect(await ask(client, 'queue.hold', { ...at, delayMs: 60_000 })).toEqual({ held: true });
    expect(await ask(client, 'queue.limits', at)).toEqual({ heldUntilAt: expect.any(Number) });
  });

  it('cancels jobs, one or many', async () => {
    const queue = 'unwanted';
    const jobs = ['a', 'b', 'c'].map((id) => ({ name: 'job', options: { id } }));
    await ask(client, 'queue.add', { queue, jobs });
    const { jobs: leased } = await ask<{ jobs: { token: string }[] }>(client, 'queue.lease', { queue });
    expect(await ask(client, 'queue.cancel', { queue, id: 'a', reason: 'withdrawn' })).toEqual({
      cancelled: true,
    });
    const outcomes = [{ id: 'a', token: leased[0]?.token, status: 'completed' }];
    expect(await ask(client, 'queue.settle', { queue, outcomes })).toEqual({
      results: [{ id: 'a', accepted: false, code: 'JOB_CANCELLED' }],
    });
    expect(await ask(client, 'queue.cancelMany', { queue, states: ['waiting'] })).toEqual({ cancelled: 2 });
    expect(await refusal(client, 'queue.cancelMany', { queue })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refusal(client, 'queue.cancel', { queue, id: 'none' })).toMatchObject({ status: 404 });
  });

  it('remembers steps and a checkpoint of a leased job', async () => {
    const at = { queue: 'steps', id: 'a' };
    await ask(client, 'queue.add', { queue: 'steps', name: 'job', options: { id: 'a' } });
    const { jobs } = await ask<{ jobs: { token: string }[] }>(client, 'queue.lease', { queue: 'steps' });
    const token = jobs[0]?.token;
    expect(await ask(client, 'queue.noteStep', { ...at, token, name: 'charge', result: 1 })).toEqual({
      accepted: true,
    });
    expect(await ask(client, 'queue.checkpoint', { ...at, token: 'forged', value: 1 })).toEqual({
      accepted: false,
      code: 'LEASE_LOST',
    });
    const outcomes = [{ id: 'a', token, status: 'released' }];
    await ask(client, 'queue.settle', { queue: 'steps', outcomes });
    expect(await ask(client, 'queue.lease', { queue: 'steps' })).toMatchObject({
      jobs: [{ steps: { charge: 1 } }],
    });
  });

  it('adds flows and batches, and tells of their children', async () => {
    const queue = 'flows';
    const flow = await ask<{ id: string }>(client, 'queue.addFlow', {
      queue,
      name: 'publish',
      children: [{ queue: 'images', name: 'resize' }],
    });
    expect(flow).toMatchObject({ queue, children: [{ queue: 'images' }] });
    expect(await ask(client, 'queue.children', { queue, id: flow.id })).toMatchObject({
      count: 1,
      left: 1,
      items: [{ queue: 'images', state: 'open' }],
    });
    expect(await ask(client, 'queue.addBatch', { queue, jobs: [{ name: 'one' }] })).toMatchObject({
      ids: [expect.any(String)],
    });
    expect(await refusal(client, 'queue.addFlow', { queue, name: 'a' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await refusal(client, 'queue.children', { queue, id: 'none' })).toMatchObject({ status: 404 });
  });

  it('makes, tells of and removes schedules', async () => {
    const at = { queue: 'planned', id: 'daily' };
    const spec = { name: 'digest', cron: '0 7 * * *', timeZone: 'Europe/Berlin' };
    const made = await ask(client, 'queue.putSchedule', { ...at, ...spec });
    expect(made).toMatchObject({ id: 'daily', ...spec, runs: 0 });
    expect(await ask(client, 'queue.readSchedule', at)).toEqual(made);
    expect(await ask(client, 'queue.schedules', { queue: 'planned' })).toEqual({
      items: [made],
      nextCursor: null,
    });
    expect(await refusal(client, 'queue.putSchedule', { ...at, ...spec, everyMs: 1000 })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await ask(client, 'queue.removeSchedule', at)).toEqual({ removed: true });
    expect(await refusal(client, 'queue.readSchedule', at)).toMatchObject({ code: 'SCHEDULE_NOT_FOUND' });
  });

  it('limits, pauses, lists and reads groups, and changes many jobs', async () => {
    const at = { queue: 'grouped' };
    const acme = { ...at, group: 'acme' };
    expect(await ask(client, 'queue.putGroupLimits', { ...at, concurrency: 1 })).toEqual({ limited: true });
    expect(await ask(client, 'queue.putLimitsOfGroup', { ...acme, strict: true })).toEqual({ limited: true });
    expect(await refusal(client, 'queue.putLimitsOfGroup', acme)).toMatchObject({ code: 'INVALID_INPUT' });
    await ask(client, 'queue.add', { ...at, name: 'job', options: { group: 'acme' } });
    expect(await ask(client, 'queue.pauseGroup', acme)).toEqual({ paused: true });
    expect(await ask(client, 'queue.lease', at)).toEqual({ jobs: [] });
    const told = { group: 'acme', waiting: 1, busy: 0, paused: true, limits: { strict: true } };
    expect(await ask(client, 'queue.groups', at)).toEqual({ items: [told], nextCursor: null });
    expect(await ask(client, 'queue.group', acme)).toEqual(told);
    expect(await ask(client, 'queue.resumeGroup', acme)).toEqual({ paused: false });
    expect(await ask(client, 'queue.groupLimits', at)).toEqual({ limits: { concurrency: 1 } });
    const narrow = { ...at, group: 'narrow' };
    const job = { name: 'job', options: { group: 'narrow' } };
    await ask(client, 'queue.putLimitsOfGroup', { ...narrow, maxWaiting: 1 });
    expect(await refusal(client, 'queue.add', { ...at, jobs: [job, job] })).toMatchObject({
      code: 'GROUP_FULL',
    });
    await ask(client, 'queue.removeLimitsOfGroup', narrow);
    expect(await ask(client, 'queue.removeLimitsOfGroup', acme)).toEqual({ limited: false });
    expect(await ask(client, 'queue.removeGroupLimits', at)).toEqual({ limited: false });
    expect(await ask(client, 'queue.groupLimits', at)).toEqual({ limits: null });
    expect(await ask(client, 'queue.jobs', { ...at, group: 'acme' })).toMatchObject({
      items: [{ name: 'job' }],
    });
    const step = { ...at, action: 'remove', state: 'waiting', group: 'acme' };
    expect(await ask(client, 'queue.bulk', step)).toEqual({ changed: 1, seen: 1, nextCursor: null });
    await ask(client, 'queue.add', { ...at, name: 'job' });
    expect(await ask(client, 'queue.bulk', { ...at, action: 'cancel', name: 'job' })).toEqual({
      changed: 1,
      seen: 1,
      nextCursor: null,
    });
  });

  it('tells what came of jobs, to who waits for it, and takes what a worker tells meanwhile', async () => {
    const queue = 'told';
    const running = ask<{ id: string }>(client, 'queue.run', { queue, name: 'job', waitMs: 20_000 });
    const { jobs } = await ask<{ jobs: { id: string; token: string }[] }>(client, 'queue.lease', {
      queue,
      waitMs: 10_000,
    });
    const { id = '', token = '' } = jobs[0] ?? {};
    const held = { queue, id, token };
    expect(await ask(client, 'queue.result', { queue, id })).toMatchObject({ id, state: 'active' });
    expect(await ask(client, 'queue.progress', { ...held, value: 42 })).toEqual({ accepted: true });
    expect(await ask(client, 'queue.log', { ...held, lines: ['one', 'two'] })).toEqual({ accepted: true });
    expect(await ask(client, 'queue.log', { ...held, token: 'forged', lines: ['no'] })).toEqual({
      accepted: false,
      code: 'LEASE_LOST',
    });
    expect(await ask(client, 'queue.logs', { queue, id })).toEqual({ lines: ['one', 'two'] });
    expect(await ask(client, 'queue.read', { queue, id })).toMatchObject({ progress: 42 });
    await ask(client, 'queue.settle', { queue, outcomes: [{ id, token, status: 'completed', result: 7 }] });
    const result = { id, state: 'completed', result: 7, error: null };
    expect(await running).toEqual(result);
    expect(await ask(client, 'queue.result', { queue, id })).toEqual(result);
    expect(await refusal(client, 'queue.result', { queue, id: 'none' })).toMatchObject({
      code: 'JOB_NOT_FOUND',
    });
  });

  it('answers errors as HTTP does', async () => {
    const queue = 'errors';
    const job = { queue, id: 'none' };
    const { id } = await ask<{ id: string }>(client, 'queue.add', {
      queue,
      name: 'a',
      options: { delayMs: 60_000 },
    });
    expect(await ask(client, 'queue.delay', { queue, id, delayMs: 90_000 })).toEqual({ delayed: true });
    expect(await refusal(client, 'queue.delay', { queue, id })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await ask(client, 'queue.prioritize', { queue, id, priority: 5 })).toEqual({ prioritized: true });
    expect(await refusal(client, 'queue.prioritize', { queue, id, priority: 1001 })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    for (const pattern of ['queue.read', 'queue.remove', 'queue.retry', 'queue.promote'])
      expect(await refusal(client, pattern, job)).toMatchObject({ status: 404, code: 'JOB_NOT_FOUND' });
    expect(await refusal(client, 'queue.add', { queue, name: '' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refusal(client, 'queue.lease', { queue, max: 0 })).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
