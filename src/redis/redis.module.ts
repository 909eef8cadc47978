import {
  ConfigurableModuleBuilder,
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { z } from 'zod';
import { RedisConnection } from './connection.js';
import { redisOptions } from './redis.options.js';

/** Where a connection is injected: the class itself for the default one, a token with its name otherwise. */
export const connectionToken = (name = 'default') =>
  name === 'default' ? RedisConnection : `rookery:connection:${name}`;

const clientToken = (name: string) => `rookery:redis:${name}`;

/** Injects the ioredis client for commands of the connection `name`, the default one unless told. */
export const InjectRedis = (name = 'default') => Inject(clientToken(name));

/** Injects the {@link RedisConnection} `name`: client, subscriber, key prefix and health together. */
export const InjectRedisConnection = (name = 'default') => Inject(connectionToken(name));

const given = Symbol('RedisGivenOptions');
/** The connection of this very module, whatever its name. */
const OWN = Symbol('OwnConnection');

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<z.input<typeof redisOptions.schema>>({
  optionsInjectionToken: given,
})
  .setClassMethodName('forRoot')
  .setExtras({ name: 'default', global: true }, (definition, { name, global }) => ({
    ...definition,
    global,
    providers: [
      ...(definition.providers ?? []),
      {
        provide: connectionToken(name),
        inject: [given],
        useFactory: (options: unknown) => new RedisConnection(name, redisOptions.check(options)),
      },
      { provide: OWN, useExisting: connectionToken(name) },
      {
        provide: clientToken(name),
        inject: [connectionToken(name)],
        useFactory: (connection: RedisConnection) => connection.client,
      },
    ],
    exports: [connectionToken(name), clientToken(name)],
  }))
  .build();

/**
 * The Redis that all features share. Import it once for each Redis there is: `RedisModule.forRoot({ url })`, and
 * `RedisModule.forRoot({ name: 'cache', url })` for a second one. It connects when the app starts, before any
 * feature does, and closes last.
 */
@Module({})
export class RedisModule extends ConfigurableModuleClass implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(OWN) private readonly connection: RedisConnection) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.connection.open();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.connection.close();
  }
}
