import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { AccessTable } from './access.table.js';
import { httpProblems, problem, problemType } from './problem.js';

/** The OpenAPI description of all routes that `app` serves. */
export function describeApi(app: INestApplication, version: string): OpenAPIObject {
  const info = new DocumentBuilder()
    .setTitle('Rookery')
    .setDescription(
      'The Redis backend for NestJS, as a service. Times are in milliseconds, instants are epoch milliseconds.',
    )
    .setVersion(version)
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key' }, 'key')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-api-key', description: 'The same' }, 'keyHeader')
    .build();
  const document = SwaggerModule.createDocument(app, info, { operationIdFactory: operationId });
  const table = tableOf(app);
  if (table) describeAccess(document, table);
  // Errors refer to it by name from every route, which swagger does not see.
  // A schema with an id comes as a reference into its own definitions, which would lead nowhere in this document.
  const { definitions } = z.toJSONSchema(problem, { target: 'openapi-3.0' });
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, ...(definitions as object) };
  return document;
}

/** Serves the description at `/openapi.json` and a page to read and try it at `/docs`. */
export function serveApiDocs(app: INestApplication, document: OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Rookery API',
  });
}

const operationId = (controller: string, handler: string) => `${controller}_${handler}`;

/** Apps that ask nobody for a key have none. */
function tableOf(app: INestApplication): AccessTable | undefined {
  try {
    return app.get(AccessTable);
  } catch {
    return undefined;
  }
}

interface Operation {
  operationId?: string;
  security?: Record<string, string[]>[];
  'x-scope'?: string;
  responses: Record<string, object>;
}

/** Says of each route which scope a caller needs, and how it refuses. */
function describeAccess(document: OpenAPIObject, table: AccessTable): void {
  const rules = new Map(
    table.all().map((rule) => [operationId(rule.controller.name, rule.handler), rule.scope]),
  );
  for (const operation of Object.values(document.paths).flatMap(
    (path) => Object.values(path) as Operation[],
  )) {
    const scope = rules.get(operation.operationId ?? '');
    if (scope === undefined) continue;
    operation['x-scope'] = scope;
    operation.security = [{ key: [] }, { keyHeader: [] }];
    for (const status of ['401', '403']) operation.responses[status] ??= refusal(Number(status));
  }
}

function refusal(status: number): object {
  const { title = '', code = '', detail = '' } = httpProblems[status] ?? {};
  const value = { type: problemType(code), title, status, detail, code, requestId: 'req-1' };
  return {
    description: `${title}: \`${code}\``,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: { [code]: { value } },
      },
    },
  };
}
