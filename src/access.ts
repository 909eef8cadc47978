import type { INestApplicationContext, Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditTrail } from './audit.trail.js';
import { ApiKeysModule, apiKeysOptions, ApiKeysService } from './features/api-keys/index.js';
import { AuditModule, auditOptions } from './features/audit/index.js';
import { AppRateLimitGuard } from './features/rate-limit/index.js';
import { serviceOptions, withSecret, type ServiceOptions } from './service.options.js';
import {
  AccessObserver,
  ACCESS,
  AccessGuard,
  AccessTable,
  principalOf,
  type Access,
  type MessageGate,
} from './transport/index.js';

/** Who may call the service. */
export const apiKeys = ApiKeysModule.forRootAsync({
  inject: [serviceOptions.token],
  useFactory: (service: ServiceOptions) => withSecret(apiKeysOptions.fromEnv(), 'api-keys', service),
  expose: ['http', 'rpc'],
});

/** What was done by whom. */
export const audit = AuditModule.forRootAsync({
  inject: [serviceOptions.token],
  useFactory: (service: ServiceOptions) => withSecret(auditOptions.fromEnv(), 'audit', service),
  expose: ['http', 'rpc'],
});

/** What asks every caller for a key, and then limits whoever it was; who shows no good key is limited before he is refused. */
export const accessProviders: Provider[] = [
  AccessTable,
  AccessObserver,
  AuditTrail,
  AppRateLimitGuard,
  {
    provide: ACCESS,
    inject: [serviceOptions.token, ApiKeysService, AuditTrail, AppRateLimitGuard],
    useFactory: (
      { access, messages, openScopes }: ServiceOptions,
      ...[keys, trail, limits]: [ApiKeysService, AuditTrail, AppRateLimitGuard]
    ): Access => ({
      refused: (principal, rule) => trail.refused(principal, rule),
      unknown: async (context) => limits.countStranger(context),
      required: access === 'keys',
      unsignedMessages: messages === 'any',
      openScopes: new Set(openScopes.split(',')),
      authenticate: async (key) => keys.verify(key),
    }),
  },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_GUARD, useExisting: AppRateLimitGuard },
];

/** Whose messages over Redis are handled. */
export function messageGate(app: INestApplicationContext, { access, messages }: ServiceOptions): MessageGate {
  const keys = app.get(ApiKeysService, { strict: false });
  return {
    unsigned: access === 'open' || messages === 'any',
    signerOf: async (id, anew) => keys.signer(id, anew),
  };
}

/** By whom rate limits count: the key, where there is one. */
export const identify = (request: object) => ({ apiKey: principalOf(request)?.id });
