import 'reflect-metadata';
import {
  Controller,
  Get,
  Injectable,
  Module,
  Param,
  Req,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import { RedisStore } from 'connect-redis';
import { createClient } from 'redis';

// What a Nest app on Fastify has without us: the plugin, and a guard that looks whether somebody is logged in.
interface Visit {
  readonly session: { userId?: string };
}

@Injectable()
class LoggedInGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    return context.switchToHttp().getRequest<Visit>().session.userId !== undefined;
  }
}

@Controller()
class AccountController {
  @Get('login/:user')
  login(@Param('user') user: string, @Req() { session }: Visit) {
    session.userId = user;
    return {};
  }

  @UseGuards(LoggedInGuard)
  @Get('me')
  me(@Req() { session }: Visit) {
    return { userId: session.userId };
  }
}

@Module({ controllers: [AccountController] })
class AppModule {}

const client = await createClient({ url: process.env['REDIS_URL'] ?? '' }).connect();
const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: false,
});
await app.register(fastifyCookie);
await app.register(fastifySession, {
  secret: 'a key for the bench, which is a secret to nobody',
  store: new RedisStore({ client }),
  saveUninitialized: false,
  cookie: { secure: false, maxAge: 1_800_000 },
});
app.enableShutdownHooks();
await app.listen(Number(process.env['PORT']), '127.0.0.1');
