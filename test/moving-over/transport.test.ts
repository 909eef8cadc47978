import { Controller, Module, type INestApplication, type INestMicroservice } from '@nestjs/common';
import { MessagePattern, Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { RedisServerStrategy } from '../../src/index.js';
import { RedisConnection, RedisModule } from '../../src/redis/index.js';
import { ask, stockClient } from '../support/rpc.js';
import { startStandalone } from '../support/servers.js';

let handled = 0;

/** A handler as it stands, which the move leaves as it is. */
@Controller()
class Stock {
  @MessagePattern('stock.count')
  count({ product }: { product: string }) {
    handled++;
    return { product, left: 3 };
  }
}

@Module({ controllers: [Stock] })
class StockModule {}

describe("moving over from Nest's own Redis transport", () => {
  let server: Awaited<ReturnType<typeof startStandalone>>;
  beforeAll(async () => {
    server = await startStandalone();
  });
  afterAll(async () => server.stop());

  async function startOld(): Promise<INestMicroservice> {
    const module = await Test.createTestingModule({ imports: [StockModule] }).compile();
    const app = module.createNestMicroservice<MicroserviceOptions>({
      transport: Transport.REDIS,
      options: { host: '127.0.0.1', port: server.port },
    });
    await app.listen();
    return app;
  }

  /** As docs/moving-over.md has it. */
  async function startMoved(): Promise<INestApplication> {
    const module = await Test.createTestingModule({
      imports: [RedisModule.forRoot({ url: server.url }), StockModule],
    }).compile();
    const app = module.createNestApplication();
    app.connectMicroservice({ strategy: new RedisServerStrategy(app.get(RedisConnection)) });
    await app.startAllMicroservices();
    return app;
  }

  async function handlerRuns(...apps: { close(): Promise<unknown> }[]): Promise<number> {
    const client = stockClient(server.port);
    handled = 0;
    for (let n = 0; n < 10; n++)
      expect(await ask(client, 'stock.count', { product: `p${n}` })).toEqual({ product: `p${n}`, left: 3 });
    await client.close();
    for (const app of apps) await app.close();
    return handled;
  }

  it('answers an unmodified client the same, and asks one replica instead of all', async () => {
    expect(await handlerRuns(await startOld(), await startOld())).toBeGreaterThan(10);
    expect(await handlerRuns(await startMoved(), await startMoved())).toBe(10);
  });
});
