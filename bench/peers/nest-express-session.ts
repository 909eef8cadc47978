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
import { ExpressAdapter } from '@nestjs/platform-express';
import { RedisStore } from 'connect-redis';
import expressSession from 'express-session';
import { createClient } from 'redis';

// What a Nest app on Express has without us: the middleware, and a guard that looks whether somebody is logged in.
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
const app = await NestFactory.create(AppModule, new ExpressAdapter(), { logger: false });
app.use(
  expressSession({
    secret: 'a key for the bench, which is a secret to nobody',
    store: new RedisStore({ client }),
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 1_800_000 },
  }),
);
app.enableShutdownHooks();
await app.listen(Number(process.env['PORT']), '127.0.0.1');
