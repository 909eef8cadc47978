import KeyvRedis from '@keyv/redis';
import { CACHE_MANAGER, CacheInterceptor, CacheModule, CacheTTL } from '@nestjs/cache-manager';
import { Controller, Get, Inject, Param, UseInterceptors, type DynamicModule } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { Cache } from 'cache-manager';
import { CacheManagerModule } from '../../src/features/cache/index.js';
import { RedisModule } from '../../src/redis/index.js';
import { startStandalone } from '../support/servers.js';

/** Routes as they stand, which the move leaves as they are. */
@Controller()
class Shop {
  loads = 0;

  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {}

  @Get('prices/:sku')
  async price(@Param('sku') sku: string) {
    const known = await this.cache.get<object>(sku);
    if (known) return known;
    const price = { sku, cents: 100 + this.loads++ };
    await this.cache.set(sku, price, 60_000);
    return price;
  }

  @Get('front')
  @CacheTTL(60_000)
  @UseInterceptors(CacheInterceptor)
  front() {
    return { loads: this.loads++ };
  }

  @Get('forget')
  async forget() {
    await this.cache.clear();
    return {};
  }
}

describe('moving over from a store of cache-manager', () => {
  let server: Awaited<ReturnType<typeof startStandalone>>;
  const apps: NestFastifyApplication[] = [];
  beforeAll(async () => {
    server = await startStandalone();
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    await server.stop();
  });

  const before = () => CacheModule.register({ isGlobal: true, stores: [new KeyvRedis(server.url)] });
  /** As docs/moving-over.md has it. */
  const after = () => CacheManagerModule.forRoot({ ttlMs: 60_000 });

  async function visit(cache: DynamicModule): Promise<unknown[]> {
    const module = await Test.createTestingModule({
      imports: [RedisModule.forRoot({ url: server.url }), cache],
      controllers: [Shop],
    }).compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    apps.push(app);
    await app.init();
    const seen: unknown[] = [];
    for (const url of ['/prices/a', '/prices/a', '/front', '/front', '/prices/b', '/forget', '/prices/a'])
      seen.push((await app.inject({ method: 'GET', url })).json());
    return seen;
  }

  it('changes one line of imports: what is loaded once stays loaded once, and cleared is cleared', async () => {
    const seen = await visit(after());
    expect(seen).toEqual(await visit(before()));
    expect(seen.slice(0, 4)).toEqual([
      { sku: 'a', cents: 100 },
      { sku: 'a', cents: 100 },
      { loads: 1 },
      { loads: 1 },
    ]);
    expect(seen.at(-1)).toEqual({ sku: 'a', cents: 103 });
  });
});
