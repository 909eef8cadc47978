import 'reflect-metadata';
import { Controller, Get, Module, Param, Res, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  CurrentSession,
  RedisModule,
  SessionCookies,
  SessionGuard,
  SessionModule,
  SessionService,
} from 'rookery';

// An app of a user, with our guard on its one route.
@Controller()
class AccountController {
  constructor(
    private readonly sessions: SessionService,
    private readonly cookies: SessionCookies,
  ) {}

  @Get('login/:user')
  async login(@Param('user') user: string, @Res({ passthrough: true }) response: unknown) {
    this.cookies.set(response, await this.sessions.create(user));
    return {};
  }

  @UseGuards(SessionGuard)
  @Get('me')
  me(@CurrentSession('userId') userId: string) {
    return { userId };
  }
}

@Module({
  imports: [
    RedisModule.forRoot({ url: process.env['REDIS_URL'] ?? '' }),
    SessionModule.forRoot({
      secret: 'a key for the bench, which is a secret to nobody',
      touchIntervalMs: Number(process.env['TOUCH_INTERVAL_MS']),
    }),
  ],
  controllers: [AccountController],
})
class AppModule {}

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: false,
});
app.enableShutdownHooks();
await app.listen(Number(process.env['PORT']), '127.0.0.1');
