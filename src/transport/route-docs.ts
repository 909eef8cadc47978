import type { z } from 'zod';

/** One answer of a route, as the OpenAPI description has it. */
export interface RouteAnswer {
  readonly description: string;
  readonly standardSchema?: z.ZodType;
  readonly content?: Readonly<Record<string, unknown>>;
}

/**
 * Where `@nestjs/swagger` looks for what its own decorators note. Noted here by the same names, an app that imports a
 * feature loads no swagger, and one that has it finds our routes described.
 */
const SWAGGER = {
  tags: 'swagger/apiUseTags',
  operation: 'swagger/apiOperation',
  produces: 'swagger/apiProduces',
  answers: 'swagger/apiResponse',
};

/** Lists all routes of a controller under a tag. */
export const tagged =
  (tag: string): ClassDecorator =>
  (controller) =>
    Reflect.defineMetadata(SWAGGER.tags, [tag], controller);

/** Says in a line what a route does. */
export const summarized = (summary: string): MethodDecorator => note(SWAGGER.operation, { summary });

/** Says which content type a route answers with, where that is not JSON. */
export const produces = (type: string): MethodDecorator => note(SWAGGER.produces, [type]);

/** Says what a route answers, by status. */
export const answers = (byStatus: Readonly<Record<number, RouteAnswer>>): MethodDecorator =>
  note(SWAGGER.answers, byStatus);

function note(name: string, value: object): MethodDecorator {
  return (_prototype, _method, { value: handler }) => {
    if (handler) Reflect.defineMetadata(name, value, handler);
  };
}
