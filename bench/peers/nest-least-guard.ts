import 'reflect-metadata';
import { createHmac, createSecretKey } from 'node:crypto';
import {
  Controller,
  createParamDecorator,
  Get,
  Injectable,
  Module,
  Param,
  Res,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Redis } from 'ioredis';

// The least that a guard in Nest can do to a token that Redis must not know: a MAC, and one script that looks whether there
// is such a session and whether it lives. No idle time, no rotation, no attributes, no deadline.
const redis = new Redis(process.env['REDIS_URL'] ?? '');
const key = createSecretKey('a key for the bench, which is a secret to nobody', 'utf8');
const lua = `
  local user = redis.call('GET', KEYS[1])
  return user and redis.call('ZSCORE', KEYS[2], user) and user`;
redis.defineCommand('visit', { numberOfKeys: 2, lua });
const { visit } = redis as unknown as { visit: (session: string, live: string) => Promise<string | null> };

const keyOf = (token: string) => `least:${createHmac('sha256', key).update(token).digest('base64url')}`;

interface Visit {
  readonly headers: { readonly cookie?: string };
  userId?: string;
}

@Injectable()
class LeastGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Visit>();
    const token = request.headers.cookie?.slice('session='.length) ?? '';
    const user = await visit.call(redis, keyOf(token), 'least:live');
    if (user === null) return false;
    request.userId = user;
    return true;
  }
}

const UserId = createParamDecorator(
  (_: undefined, context: ExecutionContext) => context.switchToHttp().getRequest<Visit>().userId,
);

interface Response {
  header(name: string, value: string): void;
}

@Controller()
class AccountController {
  @Get('login/:user')
  async login(@Param('user') user: string, @Res({ passthrough: true }) response: Response) {
    const token = `${user}.${'x'.repeat(64 - user.length)}`;
    await redis.set(keyOf(token), user);
    await redis.zadd('least:live', Date.now() + 3_600_000, user);
    response.header('set-cookie', `session=${token}`);
    return {};
  }

  @UseGuards(LeastGuard)
  @Get('me')
  me(@UserId() userId: string) {
    return { userId };
  }
}

@Module({ controllers: [AccountController] })
class AppModule {}

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: false,
});
app.enableShutdownHooks();
await app.listen(Number(process.env['PORT']), '127.0.0.1');
