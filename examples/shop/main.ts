import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  AnalyticsModule,
  CacheModule,
  CollectionsModule,
  MessagingModule,
  QueueModule,
  RateLimitModule,
  RedisModule,
  SessionGuard,
  SessionModule,
} from 'rookery';
import { AccountController } from './account.controller.js';
import { Catalogue } from './catalogue.js';
import { ConfirmationProcessor } from './confirmation.processor.js';
import { Orders } from './orders.js';
import { OrdersController } from './orders.controller.js';
import { PageController } from './page.controller.js';
import { ProductsController } from './products.controller.js';
import { VisitsController } from './visits.controller.js';

const {
  REDIS_URL: url = 'redis://127.0.0.1:6379',
  PORT: port = '3000',
  // A new one at each start logs everybody out: give it one.
  SESSION_SECRET: secret = randomBytes(32).toString('hex'),
} = process.env;

/** One connection to Redis, and a module for each thing that the shop needs of it. */
@Module({
  imports: [
    RedisModule.forRoot({ url, prefix: 'shop' }),
    CollectionsModule.forRoot({}),
    CacheModule.forRoot({}),
    QueueModule.forRoot({}),
    MessagingModule.forRoot({}),
    AnalyticsModule.forRoot({ sites: { shop: {} }, openSites: false }),
    // Without TLS on this machine: the defaults are a __Host- cookie and Secure.
    SessionModule.forRoot({ secret, cookieName: 'shop', cookieSecure: false }),
    RateLimitModule.forRoot({
      policies: {
        login: { algorithm: 'fixed-window', limit: 5, windowMs: 60_000, blockMs: 60_000 },
        orders: { limit: 10, windowMs: 60_000, burst: 3 },
      },
    }),
  ],
  controllers: [PageController, VisitsController, ProductsController, AccountController, OrdersController],
  providers: [
    Catalogue,
    Orders,
    ConfirmationProcessor,
    // Closed, unless a route says @Public().
    { provide: APP_GUARD, useExisting: SessionGuard },
  ],
})
class ShopModule {}

const app = await NestFactory.create(ShopModule, new FastifyAdapter(), { logger: ['error', 'warn'] });
app.enableShutdownHooks();
await app.listen(Number(port), '127.0.0.1');
process.stdout.write(`${await app.getUrl()}\n`);
