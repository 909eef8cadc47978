import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { createApp } from '../../src/app.js';
import { AppError } from '../../src/kernel/errors.js';
import { serviceOptions } from '../../src/service.options.js';
import { httpProblems } from '../../src/transport/problem.js';
import { describeApi } from '../../src/transport/service.js';

/** What is told over HTTP only, by feature and handler, and why. */
const HTTP_ONLY: Record<string, string[]> = {
  analytics: ['preflight', 'tracker'], // browsers ask for them, of HTTP
  dashboard: ['page', 'file'], // for browsers
  'api-keys': ['create', 'rotate'], // every listener of a reply channel would have the key
  health: ['live', 'ready'], // a transport that answers is alive; how Redis is, `health.redis` tells
  messaging: ['call', 'open'], // who speaks the Redis transport asks the service itself, and hears its channels
  // Every listener of a reply channel would have the token that these two issue; which session is the current one says a
  // header or a cookie, and by id there are read, patch and revoke.
  session: ['create', 'rotateCurrent', 'readCurrent', 'patchCurrent', 'endCurrent'],
};

const modulesLike = async (pattern: string) =>
  Promise.all(
    globSync(pattern)
      .toSorted()
      .map(async (file) => ({
        feature: /features\/([^/]+)\//.exec(file)?.[1] ?? '',
        values: Object.values((await import(pathToFileURL(resolve(file)).href)) as Record<string, unknown>),
      })),
  );

describe('the package', () => {
  const options = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
    ts.sys,
    '.',
  ).options;
  const program = ts.createProgram(['src/index.ts'], options);
  const checker = program.getTypeChecker();
  const index = program.getSourceFile('src/index.ts');
  const face = index && checker.getSymbolAtLocation(index);

  it('says of everything that it exports what it is', () => {
    const exported = face ? checker.getExportsOfModule(face) : [];
    const undocumented = exported.filter((symbol) => {
      const declared = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return declared.getDocumentationComment(checker).length === 0;
    });
    expect(exported.length).toBeGreaterThan(20);
    expect(undocumented.map(({ name }) => name)).toEqual([]);
  });
});

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly requestBody?: unknown;
  readonly responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

interface Body {
  readonly content: { 'application/json'?: { schema: { $ref?: string; example?: unknown } } };
}

// Describing the app opens no connection: it has no Redis here.
const app = await createApp(serviceOptions.check({ logLevel: 'silent', logPretty: false }));
const document = describeApi(app, '0');
await app.close();

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

describe.each(operations)('$route', ({ route, operation }) => {
  const responses = Object.entries(operation.responses);

  it('says in a line what it does', () => {
    expect(operation.summary).toMatch(/^[A-Z].{5,80}$/);
  });

  it('describes the body that it answers', () => {
    // 101 opens a socket, over which no body goes.
    const success = responses.filter(([status]) => status.startsWith('2') || status === '101');
    expect(success).toHaveLength(1);
    for (const [status, { content }] of success)
      if (!['101', '204'].includes(status)) expect(content).toBeDefined();
  });

  it('describes its errors, as problems', () => {
    const failures = responses.filter(([status]) => status >= '400');
    expect(failures.map(([status]) => status)).toEqual(expect.arrayContaining(['400', '500']));
    for (const [status, { content }] of failures) {
      // Whoever asks whether the service is ready wants the causes in the shape of the good news.
      const type =
        route === 'GET /readyz' && status === '503' ? 'application/json' : 'application/problem+json';
      expect(content).toHaveProperty([type]);
    }
  });

  it('shows an example of the body that it takes', () => {
    const schema = (operation.requestBody as Body | undefined)?.content['application/json']?.schema;
    const { $ref } = schema ?? {};
    const named = $ref && document.components?.schemas?.[$ref.replace('#/components/schemas/', '')];
    if (operation.requestBody) expect(named ?? schema).toHaveProperty('example');
  });
});

describe('the Redis transport', () => {
  const handlersOf = (values: readonly unknown[]) =>
    values.flatMap((value) =>
      typeof value === 'function'
        ? Object.getOwnPropertyNames(value.prototype).flatMap((name) => {
            const handler = (value.prototype as Record<string, object>)[name] ?? {};
            const pattern: unknown = Reflect.getMetadata('microservices:pattern', handler);
            const isRoute = Reflect.hasMetadata('method', handler) && !isStream(handler);
            return pattern || isRoute ? [{ name, pattern }] : [];
          })
        : [],
    );

  // Who wants events over Redis subscribes to its channels.
  const isStream = (handler: object) =>
    (Reflect.getMetadata('swagger/apiProduces', handler) as string[] | undefined)?.includes(
      'text/event-stream',
    ) === true;

  it('can do all that HTTP can', async () => {
    const http = await modulesLike('src/features/*/*.http.controller.ts');
    const rpc = await modulesLike('src/features/*/*.rpc.controller.ts');
    const missing = http.flatMap(({ feature, values }) => {
      const there = rpc
        .filter((module) => module.feature === feature)
        .flatMap((module) => handlersOf(module.values));
      const known = new Set([...there.map(({ name }) => name), ...(HTTP_ONLY[feature] ?? [])]);
      return handlersOf(values).flatMap(({ name }) => (known.has(name) ? [] : [`${feature}.${name}`]));
    });
    expect(http.length).toBeGreaterThan(2);
    expect(missing).toEqual([]);
  });

  it('calls a message as its handler is called', async () => {
    const rpc = await modulesLike('src/features/*/*.rpc.controller.ts');
    for (const { name, pattern } of rpc.flatMap(({ values }) => handlersOf(values)))
      expect(pattern).toEqual([expect.stringMatching(new RegExp(String.raw`^[a-z-]+\.${name}$`))]);
  });
});

it('an error code has one meaning', async () => {
  const modules = await modulesLike('src/**/*errors.ts');
  const classes = new Set(modules.flatMap(({ values }) => values).filter(isErrorClass));
  const codes = [
    ...[...classes].map(({ code }) => code),
    ...Object.values(httpProblems).map(({ code }) => code),
  ];
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  for (const code of codes) expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
});

function isErrorClass(value: unknown): value is typeof AppError {
  return typeof value === 'function' && value.prototype instanceof AppError;
}
