import { Ajv, type ValidateFunction } from 'ajv';
import type { INestApplication } from '@nestjs/common';
import { describeApi } from '../../src/transport/service.js';
import type { Schema } from './arbitraries.js';

interface Content {
  readonly schema?: Schema;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** A route as the description of the API has it. */
export interface Operation {
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
}

type Described = Omit<Operation, 'route' | 'method' | 'path' | 'body'> & {
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
};

/** The description of the API that a running app gives, and whether answers are as it says. */
export class Api {
  readonly document;
  readonly operations: readonly Operation[];
  private readonly ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
  private readonly components;
  private readonly validators = new Map<Schema, ValidateFunction>();

  constructor(app: INestApplication) {
    this.document = JSON.parse(JSON.stringify(describeApi(app, '0'))) as {
      paths: Record<string, Record<string, Described>>;
      components: object;
    };
    this.components = asJsonSchema(this.document.components);
    this.operations = Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody, ...operation }]) => ({
        ...operation,
        parameters: operation.parameters ?? [],
        route: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        body: requestBody?.content['application/json']?.schema,
      })),
    );
  }

  /** What is wrong with a body that should fit a schema of the description; undefined if nothing is. */
  faultOf(schema: Schema, body: unknown): string | undefined {
    const validate =
      this.validators.get(schema) ??
      this.ajv.compile({ ...(asJsonSchema(schema) as object), components: this.components });
    this.validators.set(schema, validate);
    return validate(body) ? undefined : this.ajv.errorsText(validate.errors);
  }

  /** What is wrong with a body that should be a problem. */
  faultOfProblem(body: unknown): string | undefined {
    return this.faultOf(PROBLEM, body);
  }
}

const PROBLEM: Schema = { $ref: '#/components/schemas/Problem' };

/** OpenAPI 3.0 says some things in ways of its own. */
function asJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asJsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const {
    nullable,
    example: _,
    exclusiveMinimum,
    exclusiveMaximum,
    ...rest
  } = schema as Record<string, unknown>;
  const own: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([key, part]) => [key, key === 'enum' ? part : asJsonSchema(part)]),
  );
  if (exclusiveMinimum === true) [own['exclusiveMinimum'], own['minimum']] = [own['minimum'], undefined];
  if (exclusiveMaximum === true) [own['exclusiveMaximum'], own['maximum']] = [own['maximum'], undefined];
  const plain = Object.fromEntries(Object.entries(own).filter(([, part]) => part !== undefined));
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}
