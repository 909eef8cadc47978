import type { ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startApp } from '../../src/app.js';
import { RedisModule } from '../../src/redis/index.js';
import { serviceOptions, type ServiceOptions } from '../../src/service.options.js';
import { serviceUser } from './acl.mjs';
import { uniquePrefix, type RedisTarget } from './topologies.js';

/** A Nest testing module with a Redis connection under a prefix of its own, started. */
export async function startModule(
  target: RedisTarget,
  imports: NonNullable<ModuleMetadata['imports']>,
): Promise<TestingModule> {
  const redis = RedisModule.forRoot({ prefix: uniquePrefix(), ...serviceUser, ...target });
  const module = await Test.createTestingModule({ imports: [redis, ...imports] }).compile();
  await module.init();
  return module;
}

/** What a test asks of the service over HTTP: status, body and headers of the answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export interface TestService {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** Sends a request with a JSON body, if there is one, to a path under the service. */
  request(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

/**
 * The whole service on a free port, as `npm start` runs it, silent. Its Redis transport listens on channels
 * without a prefix, so a test that speaks over it brings a Redis of its own.
 */
export async function startService(
  target: RedisTarget,
  options: Partial<ServiceOptions> = {},
): Promise<TestService> {
  for (const name of Object.keys(process.env)) if (name.startsWith('REDIS_')) delete process.env[name];
  const env = {
    REDIS_URL: target.url,
    REDIS_TLS_CA_FILE: target.tlsCaFile,
    REDIS_CLUSTER_NODES: target.clusterNodes,
    REDIS_SENTINELS: target.sentinels,
    REDIS_SENTINEL_NAME: target.sentinelName,
    REDIS_USERNAME: serviceUser?.username,
    REDIS_PASSWORD: serviceUser?.password,
    REDIS_PREFIX: target.prefix ?? uniquePrefix(),
    REDIS_DEADLINE_MS: target.deadlineMs?.toString(),
  };
  for (const [name, value] of Object.entries(env)) if (value) process.env[name] = value;
  const { app, url } = await startApp(
    serviceOptions.check({ port: 0, logLevel: 'silent', logPretty: false, ...options }),
  );
  return { app, url, request: requester(url), stop: async () => app.close() };
}

function requester(base: string): TestService['request'] {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(base + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
      headers: response.headers,
    };
  };
}
