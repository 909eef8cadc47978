import fc from 'fast-check';
import { Redis } from 'ioredis';
import type { ClientProxy } from '@nestjs/microservices';
import { catchError, firstValueFrom, of, timeout, map } from 'rxjs';
import { z } from 'zod';
import { AccessTable, type AccessRule } from '../../src/transport/index.js';
import { Api } from '../support/api.js';
import { startService, type TestService } from '../support/app.js';
import { fitting, fuzzing, hostile, Memory, nearly, type Schema } from '../support/arbitraries.js';
import { ask, stockClient } from '../support/rpc.js';
import { startStandalone, type RedisServer } from '../support/servers.js';

let server: RedisServer;
let service: TestService;
let client: ClientProxy;
let api: Api;
let rules: readonly AccessRule[];
const memory = new Memory();

beforeAll(async () => {
  server = await startStandalone();
  service = await startService({ url: server.url, deadlineMs: 10_000 });
  api = new Api(service.app);
  rules = service.app.get(AccessTable).all();
  client = stockClient(server.port);
  await client.connect();
  await ask(client, 'rate-limit.setPolicy', { policy: 'a', limit: 3, windowMs: 1000 });
  await ask(client, 'analytics.setSite', { site: 'a' });
});
afterAll(async () => {
  await client.close();
  await service.stop();
  await server.stop();
});

/** What a message takes, from where Nest keeps what `@Payload({ schema })` was told. */
function inputOf({ controller, handler }: AccessRule): Schema | undefined {
  const args = (Reflect.getMetadata('__routeArguments__', controller, handler) ?? {}) as Record<
    string,
    { schema?: z.ZodType }
  >;
  const schema = Object.values(args).find((one) => one.schema)?.schema;
  return schema && (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema);
}

/** What a message answers: the same as its route. */
function outputOf({ feature, handler }: AccessRule): Schema | undefined {
  const routes = rules.filter(
    (rule) => rule.kind === 'http' && rule.feature === feature && rule.handler === handler,
  );
  const [route] = routes;
  if (routes.length !== 1 || !route) return undefined;
  const operation = api.operations.find(
    ({ operationId }) => operationId === `${route.controller.name}_${handler}`,
  );
  const [, success] =
    Object.entries(operation?.responses ?? {}).find(([status]) => Number(status) < 300) ?? [];
  return success?.content?.['application/json']?.schema;
}

type Outcome = { readonly answer: unknown } | { readonly error: unknown };

const send = async (pattern: string, data: unknown): Promise<Outcome> =>
  firstValueFrom(
    client.send<unknown>(pattern, data).pipe(
      timeout(5000),
      map((answer): Outcome => ({ answer })),
      catchError((error: unknown) => of<Outcome>({ error })),
    ),
    { defaultValue: { answer: undefined } },
  );

/** What is wrong with an outcome; undefined if nothing is. */
function faultOf(rule: AccessRule, outcome: Outcome): string | undefined {
  if ('error' in outcome) {
    const { status } = Object(outcome.error) as { status?: number };
    if (typeof status !== 'number') return 'there was no answer';
    return status >= 500 ? 'is our fault' : api.faultOfProblem(outcome.error);
  }
  memory.note(outcome.answer);
  const schema = outputOf(rule);
  return schema && outcome.answer !== undefined ? api.faultOf(schema, outcome.answer) : undefined;
}

it('every message answers whatever it is asked as its route says, and never with 5xx', async () => {
  const messages = rules.filter(({ kind }) => kind === 'rpc');
  expect(messages.length).toBeGreaterThan(100);
  expect(messages.filter((rule) => outputOf(rule)).length).toBeGreaterThan(60);
  const faults: string[] = [];
  let done = 0;
  let total = 0;
  for (const rule of messages) {
    const input = inputOf(rule);
    const fits = input ? fitting(input, input) : fc.constant({});
    const data = fc.oneof(
      { weight: 6, arbitrary: fits },
      { weight: 4, arbitrary: nearly(fits) },
      { weight: 1, arbitrary: hostile },
    );
    const property = fc.asyncProperty(data, async (value) => {
      // A stock client sends nothing where there are no data.
      const filled = memory.fill(value) ?? {};
      const outcome = await send(rule.what, filled);
      total++;
      if (!('error' in outcome)) done++;
      const fault = faultOf(rule, outcome);
      if (fault !== undefined)
        throw new Error(
          `${rule.what} ${JSON.stringify(filled)?.slice(0, 800)}: ${fault}\n${JSON.stringify(outcome).slice(0, 500)}`,
        );
    });
    const result = await fc.check(property, fuzzing(16));
    if (result.failed) faults.push(String((result.errorInstance as Error | undefined)?.message));
  }
  expect(faults).toEqual([]);
  // It would prove nothing if all were refused.
  expect(done / total).toBeGreaterThan(0.25);
}, 180_000);

it('what is no message harms nobody', async () => {
  const stranger = new Redis({ port: server.port });
  const replies: { err?: { code?: string } }[] = [];
  const ears = new Redis({ port: server.port });
  await ears.psubscribe('*.reply');
  ears.on('pmessage', (_pattern, _channel, text: string) => replies.push(JSON.parse(text) as object));
  const packet = fc.record(
    {
      pattern: fc.oneof(fc.constantFrom('kv.get', 'kv.set'), hostile),
      data: hostile,
      id: fc.oneof(fc.string(), hostile),
      metadata: fc.oneof(
        hostile,
        fc.record({ replyTo: fc.string(), timeoutMs: hostile, traceparent: fc.string() }),
      ),
    },
    { requiredKeys: [] },
  );
  const envelope = fc.record(
    { v: hostile, k: hostile, t: hostile, n: hostile, c: hostile, b: hostile, m: hostile, id: hostile },
    { requiredKeys: ['k', 'b', 'm'] },
  );
  const texts = fc.oneof(
    packet.map((value) => JSON.stringify(value)),
    envelope.map((value) => JSON.stringify(value)),
    hostile.map((value) => JSON.stringify(value) ?? ''),
    fc.string({ unit: 'binary' }),
    packet.map((value) => JSON.stringify(value).slice(0, -3)),
    fc.constantFrom('['.repeat(50_000), '{"id":"x"}', '"id":"x"}', '{"__proto__":{"id":"x"},"id":"y"}'),
  );
  const channels = fc.constantFrom('kv.get', 'kv.set', 'session.verify', 'queue.add');
  const property = fc.asyncProperty(channels, texts, async (channel, text) => {
    await stranger.publish(channel, text);
  });
  await fc.assert(property, fuzzing(400));
  expect(await ask(client, 'kv.set', { key: 'after', value: 1 })).toMatchObject({ key: 'after' });
  expect(replies.filter(({ err }) => err?.code === 'INTERNAL')).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  stranger.disconnect();
  ears.disconnect();
}, 30_000);
