import { ConfigurableModuleBuilder, type Type } from '@nestjs/common';
import type { z } from 'zod';
import type { Options } from '../kernel/options.js';
import { connectionToken, RedisConnection } from '../redis/index.js';
import { ROUTE } from './access.decorators.js';

/** A way by which the outside reaches a feature. */
export type Exposure = 'http' | 'rpc';

/** What a feature's `forRoot` and `forRootAsync` take beside its own options. */
export interface FeatureExtras {
  /** Which controllers to open. None unless told: importing a feature opens no routes. */
  expose: Exposure[];
  /** The name of the Redis connection to use, where there are several. */
  redis: string;
  global: boolean;
}

/**
 * What every feature module extends: `forRoot` and `forRootAsync`, options checked against their schema at start,
 * controllers that stay off until exposed, and the Redis connection of its choice.
 */
export function defineFeature<S extends z.ZodObject>(
  options: Options<S>,
  controllers: Readonly<Record<Exposure, Type | readonly Type[]>>,
) {
  const given = Symbol(`${options.name}GivenOptions`);
  const extras: FeatureExtras = { expose: [], redis: 'default', global: false };
  for (const controller of Object.values(controllers).flat())
    Reflect.defineMetadata(ROUTE.feature, kebab(options.name), controller);
  return new ConfigurableModuleBuilder<z.input<S>>({ optionsInjectionToken: given })
    .setClassMethodName('forRoot')
    .setExtras(extras, (definition, { expose, redis, global }) => ({
      ...definition,
      global,
      controllers: expose.flatMap<Type>((exposure) => controllers[exposure]),
      providers: [
        ...(definition.providers ?? []),
        // Inside this module the default connection is then the named one, so that services need not know.
        ...(redis === 'default' ? [] : [{ provide: RedisConnection, useExisting: connectionToken(redis) }]),
        { provide: options.token, inject: [given], useFactory: (input: unknown) => options.check(input) },
      ],
    }))
    .build().ConfigurableModuleClass;
}

/** `RateLimit` as folders, messages and scopes spell it: `rate-limit`. */
function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
