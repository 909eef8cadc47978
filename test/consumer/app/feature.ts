// A feature of an app's own, of what `rookery/extend` offers.
import { Module } from '@nestjs/common';
import {
  Answers,
  defineFeature,
  defineOptions,
  HttpController,
  RedisConnection,
  RpcController,
  type KeySpace,
} from 'rookery/extend';
import { z } from 'zod';

export const greeterOptions = defineOptions('Greeter', z.strictObject({ ttlMs: z.int().default(1000) }));

const keys = (space: KeySpace) => ({ greeting: (name: string) => space(name, 'greeting') });

class GreeterService {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    @greeterOptions.inject() private readonly options: z.output<typeof greeterOptions.schema>,
  ) {
    this.keys = keys(redis.keys('greeter'));
  }

  async greet(name: string): Promise<string | null> {
    await this.redis.client.set(this.keys.greeting(name), 'hello', 'PX', this.options.ttlMs);
    return this.redis.client.get(this.keys.greeting(name));
  }
}

@HttpController('greetings')
class GreeterHttpController {
  @Answers({ summary: 'Says hello', status: 200, redis: 'nothing' })
  greet(): { ok: true } {
    return { ok: true };
  }
}

@RpcController()
class GreeterRpcController {}

@Module({ providers: [GreeterService], exports: [GreeterService] })
export class GreeterModule extends defineFeature(greeterOptions, {
  http: GreeterHttpController,
  rpc: GreeterRpcController,
}) {}
