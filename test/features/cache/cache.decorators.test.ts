import { Injectable } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import {
  Cacheable,
  CacheEvict,
  CacheModule,
  CachePut,
  CacheService,
  defineCache,
} from '../../../src/features/cache/index.js';
import { startModule } from '../../support/app.js';
import { standalone } from '../../support/topologies.js';

interface User {
  readonly id: string;
  readonly org: string;
  readonly reads: number;
}

const userById = defineCache<[id: string], User>({
  name: 'user',
  key: (id) => id,
  tags: ({ org }) => [`org:${org}`],
});

@Injectable()
class Users {
  reads = 0;

  @Cacheable(userById)
  async find(id: string): Promise<User> {
    if (id === 'nobody') throw new Error('nobody');
    return { id, org: 'a', reads: ++this.reads };
  }

  async findTwice(id: string) {
    return [await this.find(id), await this.find(id)];
  }

  @CachePut(userById, { args: (user: User) => [user.id] as [string] })
  async save(user: User): Promise<User> {
    return user;
  }

  @CacheEvict(userById)
  async remove(id: string): Promise<void> {
    if (id === 'kept') throw new Error('cannot be removed');
  }

  @CacheEvict({ tags: (org: string) => [`org:${org}`] })
  async close(_org: string): Promise<void> {}

  @CacheEvict({ all: true })
  async reset(): Promise<void> {}
}

describe('@Cacheable, @CachePut, @CacheEvict', () => {
  let module: TestingModule;
  let users: Users;
  beforeAll(async () => {
    module = await startModule(standalone, [
      {
        module: class UsersModule {},
        imports: [CacheModule.forRoot({ timeoutMs: 5000 })],
        providers: [Users],
      },
    ]);
    users = module.get(Users);
  });
  afterAll(async () => module.close());

  it('caches what a method answers, also when its own class calls it, and what it throws not', async () => {
    const [first, second] = await users.findTwice('1');
    expect(second).toEqual(first);
    expect(users.reads).toBe(1);
    await expect(users.find('nobody')).rejects.toThrow('nobody');
  });

  it('puts and evicts by key, tag and altogether, when the method has succeeded', async () => {
    const saved = await users.save({ id: '2', org: 'a', reads: -1 });
    expect(await users.find('2')).toEqual(saved);
    for (const evict of [
      async () => users.remove('2'),
      async () => users.close('a'),
      async () => users.reset(),
    ]) {
      const { reads } = await users.find('2');
      await evict();
      expect((await users.find('2')).reads).not.toBe(reads);
    }
    const kept = await users.find('kept');
    await expect(users.remove('kept')).rejects.toThrow('cannot be removed');
    expect(await users.find('kept')).toEqual(kept);
  });

  it('runs uncached where nobody injects a cache', async () => {
    const alone = new Users();
    expect((await alone.findTwice('1')).map(({ reads }) => reads)).toEqual([1, 2]);
    expect(module.get(CacheService, { strict: false })).toBeDefined();
  });
});
