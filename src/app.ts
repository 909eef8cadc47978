import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { RedisConnection } from './redis/index.js';
import { serviceOptions, type ServiceOptions } from './service.options.js';
import { ErrorFilter, observeRpc, RedisServerStrategy } from './transport/index.js';
import {
  createHttpAdapter,
  createLogger,
  describeApi,
  NestLogger,
  serveApiDocs,
} from './transport/service.js';

/** What is served outside `/v1`: for machines and people that look after the service, not for its users. */
const OUTSIDE_V1 = ['livez', 'readyz', 'metrics', '/', 'assets/:version/:file'].map((path) => ({
  path,
  method: RequestMethod.GET,
}));

/** The service, not yet listening: main.ts, the tests and the generated documentation start from here. */
export async function createApp(options: ServiceOptions): Promise<NestFastifyApplication> {
  const logger = await createLogger({ level: options.logLevel, pretty: options.logPretty });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule,
    createHttpAdapter(options, logger),
    {
      logger: new NestLogger(logger),
      bodyParser: false, // Fastify's own, bounded and strict
      abortOnError: false,
    },
  );
  app.setGlobalPrefix('v1', { exclude: OUTSIDE_V1 });
  app.useGlobalFilters(new ErrorFilter());
  const strategy = new RedisServerStrategy(app.get(RedisConnection), {
    maxPayload: options.bodyLimitBytes,
    drainMs: options.drainMs,
  });
  observeRpc(strategy);
  app.connectMicroservice<MicroserviceOptions>({ strategy }, { inheritAppConfig: true });
  serveApiDocs(app, describeApi(app, version()));
  app.enableShutdownHooks();
  return app;
}

/** Creates the service and lets it listen, over HTTP and the Redis transport; answers where. */
export async function startApp(
  options: ServiceOptions = serviceOptions.check(serviceOptions.fromEnv()),
): Promise<{ app: NestFastifyApplication; url: string }> {
  const app = await createApp(options);
  await app.init(); // connects to Redis, before anything can be asked of it
  await app.startAllMicroservices();
  await app.listen(options.port, options.host);
  return { app, url: await app.getUrl() };
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
