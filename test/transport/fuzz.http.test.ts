import fc from 'fast-check';
import { startService, type TestService } from '../support/app.js';
import { Api, type Operation } from '../support/api.js';
import { fitting, fuzzing, hostile, Memory, nearly, textOf } from '../support/arbitraries.js';
import { startStandalone, type RedisServer } from '../support/servers.js';

/** What is refused before any route is asked, and what a path written wrongly leads to. */
const BEFORE_ROUTES = new Set([400, 404, 405, 413, 414, 415, 431]);
/** Only who calls somebody else may find him away. */
const MAY_BE_UNAVAILABLE = new Set(['POST /v1/rpc']);

const RAW_BODIES = [
  '',
  '{',
  '[',
  '"',
  'null',
  '[]',
  '0',
  '{"a":1,"a":2}',
  '{"__proto__":{"polluted":true}}',
  '{"\\u005f_proto__":1}',
  '\ufeff{}',
  '{"a":1e999}',
  '['.repeat(5000) + ']'.repeat(5000),
  '{"a":'.repeat(5000) + '1' + '}'.repeat(5000),
];
const RAW_SEGMENTS = [
  '%',
  '%ff',
  '%00',
  '..%2f..%2fetc',
  '%2e%2e',
  'a%00b',
  '%7B%7D*',
  'x'.repeat(3000),
  ';a=b',
  '%u0041',
];

let server: RedisServer;
let service: TestService;
let api: Api;
const memory = new Memory();

beforeAll(async () => {
  server = await startStandalone();
  service = await startService({ url: server.url, deadlineMs: 10_000 }, { bodyLimitBytes: 100_000 });
  api = new Api(service.app);
  await service.request('PUT', '/v1/rate-limits/a', { limit: 3, windowMs: 1000 });
  await service.request('PUT', '/v1/rate-limits/b', { algorithm: 'concurrency', limit: 3, windowMs: 1000 });
  await service.request('PUT', '/v1/analytics/a', {});
});
afterAll(async () => {
  await service.stop();
  await server.stop();
});

interface Request {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly raw: string | undefined;
  /** Goes into the path as it is. */
  readonly segment: string | undefined;
}

/** Requests to a route: half of them valid, as far as a schema says it. */
function requests({ parameters, body }: Operation): fc.Arbitrary<Request> {
  const of = (where: string, required: boolean) => {
    const found = parameters.filter((one) => one.in === where);
    const parts = found.map(({ name, schema = {} }) => [name, fitting(schema, api.document, name)] as const);
    const record: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(parts);
    return fc.record(record, required ? {} : { requiredKeys: [] });
  };
  const fits = body === undefined ? fc.constant(undefined) : fitting(body, api.document);
  const valid = { params: of('path', true), query: of('query', false), body: fits };
  const none = { raw: fc.constant(undefined), segment: fc.constant(undefined) };
  const wrongQuery = fc.dictionary(
    fc.constantFrom(
      ...parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      'limit',
      'x',
      '__proto__',
    ),
    hostile,
    { maxKeys: 3 },
  );
  const wrongParams = fc.tuple(valid.params, hostile, fc.nat(3)).map(([params, other, nth]) => {
    const names = Object.keys(params);
    return { ...params, [names[nth % names.length] ?? 'x']: other };
  });
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ ...valid, ...none }) },
    { weight: 4, arbitrary: fc.record({ ...valid, ...none, body: nearly(fits) }) },
    { weight: 1, arbitrary: fc.record({ ...valid, ...none, body: hostile }) },
    { weight: 1, arbitrary: fc.record({ ...valid, ...none, query: wrongQuery }) },
    { weight: 1, arbitrary: fc.record({ ...valid, ...none, params: wrongParams }) },
    { weight: 1, arbitrary: fc.record({ ...valid, ...none, raw: fc.constantFrom(...RAW_BODIES) }) },
    { weight: 1, arbitrary: fc.record({ ...valid, ...none, segment: fc.constantFrom(...RAW_SEGMENTS) }) },
  );
}

const encode = (value: unknown) => encodeURIComponent(textOf(value).toWellFormed());

/** The address, and whether it is surely one of the route's. */
function addressOf({ path }: Operation, request: Request): { address: string; exact: boolean } {
  let exact = request.segment === undefined;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const segment = request.segment ?? encode(memory.fill(request.params[name]));
    // An empty segment, or one of dots, is another path.
    if (/^\.{0,2}$/.test(segment)) exact = false;
    return segment;
  });
  const query = Object.entries(request.query)
    .flatMap(([name, value]) => [memory.fill(value)].flat().map((one) => `${encode(name)}=${encode(one)}`))
    .join('&');
  return { address: address + (query && `?${query}`), exact };
}

/** The body of a request and what it is; nothing for one that has none. */
function bodyOf({ method }: Operation, asked: Request): RequestInit {
  const body = asked.raw ?? (asked.body === undefined ? undefined : JSON.stringify(memory.fill(asked.body)));
  if (method === 'GET' || method === 'HEAD' || body === undefined) return {};
  return { body, headers: { 'content-type': 'application/json' } };
}

async function send(operation: Operation, asked: Request) {
  const { address, exact } = addressOf(operation, asked);
  // A stream does not end by itself, and may not even begin before there is something to tell.
  const streams = operation.responses['200']?.content?.['text/event-stream'] !== undefined;
  const request = fetch(service.url + address, {
    ...(streams && { signal: AbortSignal.timeout(50) }),
    method: operation.method,
    ...bodyOf(operation, asked),
  });
  try {
    const response = await request;
    const type = response.headers.get('content-type') ?? '';
    const answer = type.startsWith('text/event-stream') ? '' : await response.text();
    return { status: response.status, type, answer, address, exact };
  } catch (error) {
    if (!streams) throw error;
    return { status: 200, type: 'text/event-stream', answer: '', address, exact };
  }
}

type Answer = Awaited<ReturnType<typeof send>>;

/** What is wrong with an answer; undefined if nothing is. */
function faultOf(operation: Operation, answer: Answer): string | undefined {
  const { status, type } = answer;
  if (status >= 500 && !(status === 503 && MAY_BE_UNAVAILABLE.has(operation.route))) return 'is our fault';
  const body: unknown = type.includes('json') ? JSON.parse(answer.answer) : undefined;
  if (status >= 400) return faultOfRefusal(operation, answer, body);
  memory.note(body);
  return answer.exact ? faultOfSuccess(operation, answer, body) : undefined;
}

function faultOfRefusal(operation: Operation, { status, type }: Answer, body: unknown) {
  if (!type.startsWith('application/problem+json')) return `is no problem but ${type}`;
  const declared = operation.responses[status] !== undefined || BEFORE_ROUTES.has(status);
  return declared ? api.faultOfProblem(body) : 'was never said';
}

function faultOfSuccess(operation: Operation, { status, type, answer }: Answer, body: unknown) {
  const declared = operation.responses[status];
  if (!declared) return 'was never said';
  if (status === 204) return answer === '' ? undefined : 'has a body';
  const schema = declared.content?.['application/json']?.schema;
  return schema && type.startsWith('application/json') ? api.faultOf(schema, body) : undefined;
}

it('every route answers whatever it is asked as it says that it does, and never with 5xx', async () => {
  expect(api.operations.length).toBeGreaterThan(100);
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  for (const operation of api.operations) {
    const property = fc.asyncProperty(requests(operation), async (request) => {
      const answer = await send(operation, request);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const fault = faultOf(operation, answer);
      if (fault !== undefined)
        throw new Error(
          `${operation.method} ${answer.address}: ${answer.status} ${fault}\n${answer.answer.slice(0, 500)}`,
        );
    });
    const result = await fc.check(property, fuzzing(24));
    if (result.failed)
      faults.push(
        `${String((result.errorInstance as Error | undefined)?.message)}\n${JSON.stringify(result.counterexample).slice(0, 1000)}`,
      );
  }
  expect(faults).toEqual([]);
  // It would prove nothing if all were refused.
  const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const done = [...statuses].reduce((sum, [status, count]) => sum + (status < 300 ? count : 0), 0);
  expect(done / total).toBeGreaterThan(0.25);
  expect(Object.keys({})).not.toContain('polluted');
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}, 180_000);
