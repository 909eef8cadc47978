import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problem } from './problem.js';

/** The OpenAPI description of all routes that `app` serves. */
export function describeApi(app: INestApplication, version: string): OpenAPIObject {
  const info = new DocumentBuilder()
    .setTitle('Rookery')
    .setDescription(
      'The Redis backend for NestJS, as a service. Times are in milliseconds, instants are epoch milliseconds.',
    )
    .setVersion(version)
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .build();
  const document = SwaggerModule.createDocument(app, info);
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
