import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { messageGate } from './access.js';
import { refusalsOf, refusalsOfRunning, UnsafeSetupError } from './boot.js';
import { AppModule } from './app.module.js';
import { InvalidOptionsError } from './kernel/errors.js';
import { RedisConnection } from './redis/index.js';
import { isLoopback, serviceOptions, type ServiceOptions } from './service.options.js';
import { ErrorFilter, observeRpc, RedisServerStrategy } from './transport/index.js';
import {
  createHttpAdapter,
  createLogger,
  describeApi,
  harden,
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
  assertLoopbackIfOpen(options);
  const own = { provide: serviceOptions.token, useValue: options };
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: AppModule, providers: [own], exports: [own], global: true },
    createHttpAdapter(options, logger),
    {
      logger: new NestLogger(logger),
      bodyParser: false, // Fastify's own, bounded and strict
      abortOnError: false,
    },
  );
  app.setGlobalPrefix('v1', { exclude: OUTSIDE_V1 });
  app.useGlobalFilters(new ErrorFilter());
  harden(app, { corsOrigins: options.corsOrigins.split(',').filter(Boolean) });
  const strategy = new RedisServerStrategy(app.get(RedisConnection), {
    maxPayload: options.bodyLimitBytes,
    drainMs: options.drainMs,
    gate: messageGate(app, options),
  });
  observeRpc(strategy);
  app.connectMicroservice<MicroserviceOptions>({ strategy }, { inheritAppConfig: true });
  if (options.apiDocs) serveApiDocs(app, describeApi(app, version()));
  app.enableShutdownHooks();
  return app;
}

/** Creates the service and lets it listen, over HTTP and the Redis transport; answers where. */
export async function startApp(
  options: ServiceOptions = serviceOptions.check(serviceOptions.fromEnv()),
): Promise<{ app: NestFastifyApplication; url: string }> {
  const unsafe = options.production ? refusalsOf(options) : [];
  const app = await createApp(options);
  try {
    await app.init(); // connects to Redis, before anything can be asked of it
    if (options.production) unsafe.push(...(await refusalsOfRunning(options, app)));
  } catch (error) {
    if (unsafe.length === 0) throw error;
    unsafe.push({ reason: error instanceof Error ? error.message : String(error) });
  }
  if (unsafe.length > 0) {
    await app.close().catch(() => undefined);
    throw new UnsafeSetupError(unsafe);
  }
  await app.startAllMicroservices();
  await app.listen(options.port, options.host);
  return { app, url: await app.getUrl() };
}

/** Who asks nobody for a key lets in who is on this machine, and nobody else. */
function assertLoopbackIfOpen({ access, host, production }: ServiceOptions): void {
  // Production has its own say, with all the rest.
  if (access === 'keys' || production || isLoopback(host)) return;
  throw new InvalidOptionsError(
    `Without keys (ACCESS=open) the service listens on loopback only, not on ${host}: set ACCESS=keys, or HOST=127.0.0.1`,
  );
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
