/** What a route says of itself to Fastify. */
export interface RouteConfig {
  /** Whether it takes JSON as `text/plain`, too. */
  readonly takesText?: boolean;
}

/**
 * Notes it where Nest's Fastify adapter looks for what its own `RouteConfig` notes, so that an app that imports a feature
 * need not have that adapter.
 */
export const routeConfig =
  (config: RouteConfig): MethodDecorator =>
  (_prototype, _method, { value: handler }) => {
    if (handler) Reflect.defineMetadata('__fastify_route_config__', config, handler);
  };
