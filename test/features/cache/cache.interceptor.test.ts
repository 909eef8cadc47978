import { once } from 'node:events';
import { request as send, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
  Controller,
  Get,
  Header,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
  UseInterceptors,
  type ExecutionContext,
  type INestApplication,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  CacheAnswer,
  CacheModule,
  CacheService,
  HttpCacheInterceptor,
  type CachedRequest,
} from '../../../src/features/cache/index.js';
import { RedisModule } from '../../../src/redis/index.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

interface Response {
  header(name: string, value: string): unknown;
  status(code: number): unknown;
}

/** How often each handler ran. */
let runs = 0;
let admitted = true;
/** Whom the guard has found. */
let user: unknown;
/** What a handler waits for, so that requests come while it runs. */
let gate: Promise<void> | undefined;

class Account {
  constructor(
    readonly id: string,
    readonly password: string,
  ) {}
}

@UseInterceptors(HttpCacheInterceptor)
@Controller()
class PagesController {
  @Get('me')
  async me(@Req() request: CachedRequest) {
    runs += 1;
    await gate;
    return { run: runs, who: request.headers.authorization ?? request.headers.cookie ?? null };
  }

  @CacheAnswer({ shared: true, tags: ['prices'], vary: ['accept-language'] })
  @Get('prices')
  prices(@Req() request: CachedRequest, @Query('of') of?: string) {
    runs += 1;
    return { run: runs, of: of ?? null, language: request.headers['accept-language'] ?? null };
  }

  @CacheAnswer({ shared: true })
  @Header('Vary', 'X-Unit')
  @Get('unit')
  unit(@Req() request: CachedRequest) {
    runs += 1;
    return { run: runs, unit: request.headers['x-unit'] ?? null };
  }

  @CacheAnswer({ shared: true })
  @Get('says/:what')
  async says(@Param('what') what: string, @Res({ passthrough: true }) response: Response) {
    runs += 1;
    await gate;
    const [name = '', value = ''] = SAYS[what] ?? [];
    response.header(name, value);
    return { run: runs };
  }

  @CacheAnswer({ shared: true })
  @Get('host')
  host(@Req() request: CachedRequest) {
    runs += 1;
    return { link: `https://${String(request.headers['x-forwarded-host'] ?? request.headers.host)}/` };
  }

  @Get('value/:kind')
  value(@Param('kind') kind: string): unknown {
    runs += 1;
    return VALUES[kind]?.();
  }

  @CacheAnswer({ instances: true })
  @Get('instance')
  instance() {
    runs += 1;
    return new Account('7', 'shown');
  }

  @Get('missing')
  missing() {
    runs += 1;
    throw new NotFoundException();
  }

  @Get('accepted')
  @HttpCode(202)
  accepted() {
    runs += 1;
    return {};
  }

  @Get('by-hand')
  byHand(@Res() response: Response & { send(body: string): unknown }) {
    runs += 1;
    response.send(`run ${runs}`);
  }

  @CacheAnswer(false)
  @Get('never')
  never() {
    runs += 1;
    return { run: runs };
  }

  @Get('things/:id')
  thing(@Param('id') id: string) {
    runs += 1;
    return { id, run: runs };
  }

  @Post('things/:id')
  change() {
    return {};
  }

  @Post('things/:id/fail')
  fail() {
    throw new NotFoundException();
  }
}

const SAYS: Record<string, [string, string]> = {
  cookie: ['Set-Cookie', 'session=of-the-first'],
  'no-store': ['Cache-Control', 'no-store'],
  private: ['Cache-Control', 'private, max-age=60'],
  'no-age': ['Cache-Control', 'max-age=0'],
  'varies-by-all': ['Vary', '*'],
  'varies-late': ['Vary', 'X-Late'],
  own: ['X-Own', 'kept'],
  brief: ['Cache-Control', 'max-age=1'],
  old: ['Cache-Control', 'max-age=3600'],
  tag: ['ETag', '"mine"'],
  'request-id': ['X-Request-Id', 'of-the-first'],
};

const VALUES: Record<string, () => unknown> = {
  instance: () => ({ account: new Account('7', 'secret') }),
  stream: () => new StreamableFile(Buffer.from('bytes')),
  nothing: () => undefined,
  text: () => 'plain',
  list: () => [1, { a: null }, new Date(0)],
};

/** Lets in who is let in at that moment, whatever is cached, and knows who it is by other means than headers. */
const guard = { provide: APP_GUARD, useValue: { canActivate } };
function canActivate(context: ExecutionContext): boolean {
  Object.assign(context.switchToHttp().getRequest<object>(), { user });
  return admitted;
}

/** Not by `fetch`, which adds headers of its own to a conditional request, and does not let the host be chosen. */
async function ask(
  url: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> },
) {
  const sent = send(url, { method, headers, agent: false }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const text = (await response.setEncoding('utf8').toArray()).join('');
  const body = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.statusCode, text, body, headers: response.headers };
}

describe.each([
  ['Fastify', () => new FastifyAdapter()],
  ['Express', () => new ExpressAdapter()],
])('HttpCacheInterceptor on %s', (_host, adapter) => {
  let server: RedisServer;
  const apps: INestApplication[] = [];
  let prefixes = 0;
  let url = '';
  let cache: CacheService;

  const start = async (prefix: string, options: object = {}) => {
    const module = await Test.createTestingModule({
      imports: [RedisModule.forRoot({ url: server.url, prefix }), CacheModule.forRoot(options)],
      controllers: [PagesController],
      providers: [guard],
    }).compile();
    const app = module.createNestApplication<INestApplication | NestFastifyApplication>(adapter(), {
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    apps.push(app);
    return { url: await app.getUrl(), cache: app.get(CacheService) };
  };
  beforeAll(async () => {
    server = await startStandalone();
  });
  afterEach(async () => Promise.all(apps.splice(0).map(async (app) => app.close())));
  afterAll(async () => server.stop());
  beforeEach(async () => {
    [runs, admitted, gate, user] = [0, true, undefined, undefined];
    ({ url, cache } = await start(`pages-${prefixes++}`));
  });

  const get = async (path: string, headers: Record<string, string> = {}, from = url) =>
    ask(from + path, { headers });
  const ada = { authorization: 'Bearer ada' };
  const bo = { authorization: 'Bearer bo' };

  it('keeps the answers of users apart, whatever they authenticate with', async () => {
    const askers: Record<string, string>[] = [
      ada,
      bo,
      { cookie: 'session=ada' },
      { cookie: 'session=bo' },
      { 'x-api-key': 'k' },
      {},
    ];
    for (const [i, headers] of askers.entries())
      for (const again of [1, 2])
        expect([again, (await get('/me', headers)).body['run']]).toEqual([again, i + 1]);
    expect((await get('/me', ada)).body).toEqual({ run: 1, who: 'Bearer ada' });
    expect((await get('/me', bo)).headers['cache-control']).toBe('private, no-cache');
  });

  it('knows users by what the app says, and does not guess who it is where nothing tells', async () => {
    const userOf = ({ headers }: CachedRequest) => headers['x-user'] as string | undefined;
    const own = await start('by-user', { userOf });
    const runFor = async (headers: Record<string, string>) =>
      (await get('/me', headers, own.url)).body['run'];
    // A cookie that changes with each request does not make a stranger of a user.
    expect(await runFor({ 'x-user': 'ada', cookie: 'a=1' })).toBe(1);
    expect(await runFor({ 'x-user': 'ada', cookie: 'a=2' })).toBe(1);
    expect(await runFor({ 'x-user': 'bo', cookie: 'a=1' })).toBe(2);
    expect(await runFor({ cookie: 'a=1' })).toBe(3);
  });

  it('keeps nothing for a user whom nothing tells apart from others', async () => {
    const runOf = async () => (await get('/me')).body['run'];
    user = { id: 'ada' }; // by a client certificate, say
    expect(await runOf()).toBe(1);
    user = { id: 'bo' };
    expect([await runOf(), await runOf()]).toEqual([2, 3]);
    user = null; // nobody, as some guards say it
    expect([await runOf(), await runOf()]).toEqual([4, 4]);
  });

  it('answers nothing that is older than its time to live', async () => {
    expect([(await get('/says/brief')).body['run'], (await get('/says/brief')).body['run']]).toEqual([1, 1]);
    await delay(1100);
    expect((await get('/says/brief')).body['run']).toBe(2);
  });

  it('shares what is said to be for everybody, by language, query and host', async () => {
    const runOf = async (path: string, headers: Record<string, string>) =>
      (await get(path, headers)).body['run'];
    expect([await runOf('/prices', ada), await runOf('/prices', bo), await runOf('/prices', {})]).toEqual([
      1, 1, 1,
    ]);
    expect([await runOf('/prices?of=a', ada), await runOf('/prices?of=b', ada)]).toEqual([2, 3]);
    const german = { 'accept-language': 'de' };
    const answer = await get('/prices', german);
    expect(answer.body).toMatchObject({ run: 4, language: 'de' });
    expect(answer.headers['vary']).toBe('accept-language');
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(await runOf('/prices', { 'accept-language': 'fr' })).toBe(5);
    // What @Header names counts as well.
    expect([await runOf('/unit', { 'x-unit': 'm' }), await runOf('/unit', { 'x-unit': 'ft' })]).toEqual([
      6, 7,
    ]);
    expect(await runOf('/unit', { 'x-unit': 'm' })).toBe(6);
  });

  it('keeps the answers of hosts apart', async () => {
    for (const host of ['a.example', 'b.example', 'a.example'])
      expect((await get('/host', { host })).body['link']).toBe(`https://${host}/`);
    expect(runs).toBe(2);
  });

  it('serves no answer to others that was made with a forwarded host', async () => {
    expect((await get('/host', { 'x-forwarded-host': 'evil.example' })).body['link']).toBe(
      'https://evil.example/',
    );
    expect((await get('/host')).body['link']).toBe(`https://${new URL(url).host}/`);
  });

  it('asks the guards each time', async () => {
    await get('/prices');
    admitted = false;
    expect((await get('/prices')).status).toBe(403);
  });

  it.each(['cookie', 'no-store', 'private', 'no-age', 'varies-by-all', 'varies-late'])(
    'keeps no shared answer that says %s, not even for those who wait for it',
    async (what) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      const asked = Array.from({ length: 5 }, async () => get(`/says/${what}`));
      await eventually(() => expect(runs).toBeGreaterThan(0));
      await delay(20);
      resolve();
      const answers = await Promise.all(asked);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(runs).toBe(5);
      await get(`/says/${what}`);
      expect(runs).toBe(6);
    },
  );

  it('keeps with an answer what its handler has set, and nothing of the moment', async () => {
    for (const _ of [1, 2]) expect((await get('/says/own')).headers['x-own']).toBe('kept');
    expect(runs).toBe(1);
    await get('/says/request-id');
    expect((await get('/says/request-id')).headers['x-request-id']).not.toBe('of-the-first');
    const old = await get('/says/old');
    expect(old.headers['age']).toBeUndefined();
    const again = await get('/says/old');
    expect(again.headers['cache-control']).toBe('max-age=3600');
    expect(Number(again.headers['age'])).toBeGreaterThanOrEqual(0);
  });

  it('answers 304 to who has the answer, on a hit and on a miss, and only then', async () => {
    const first = await get('/prices');
    const etag = first.headers['etag'] ?? '';
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    for (const known of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
      const answer = await get('/prices', { 'if-none-match': known });
      expect([known, answer.status, answer.text, answer.headers['etag']]).toEqual([known, 304, '', etag]);
    }
    expect(await get('/prices', { 'if-none-match': '"other"' })).toMatchObject({
      status: 200,
      text: first.text,
    });
    expect(runs).toBe(1);
    expect(await get('/says/tag', { 'if-none-match': '"mine"' })).toMatchObject({ status: 304, text: '' });
    await cache.invalidateTags('prices');
    expect(await get('/prices', { 'if-none-match': etag })).toMatchObject({ status: 200, body: { run: 3 } });
  });

  it('runs the handler once for many who ask at once, in two processes', async () => {
    const other = await start(`pages-${prefixes - 1}`);
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const headers = { ...ada, host: 'shop.example' };
    const asked = Array.from({ length: 40 }, async (_, i) => get('/me', headers, i % 2 ? other.url : url));
    await eventually(() => expect(runs).toBe(1));
    await delay(50);
    resolve();
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['{"run":1,"who":"Bearer ada"}']));
    expect(runs).toBe(1);
  });

  it.each([
    ['cache-control', 'no-cache'],
    ['cache-control', 'no-store'],
    ['cache-control', 'max-age=0'],
    ['pragma', 'no-cache'],
    ['range', 'bytes=0-1'],
  ])('does not answer for who asks with %s: %s', async (name, value) => {
    await get('/prices');
    expect((await get('/prices', { [name]: value })).body['run']).toBe(2);
    expect((await get('/prices')).body['run']).toBe(1);
  });

  it('keeps values that JSON keeps, and no other', async () => {
    for (const kind of ['text', 'list']) {
      const [one, two] = [await get(`/value/${kind}`), await get(`/value/${kind}`)];
      expect([two.text, two.headers['content-type']]).toEqual([one.text, one.headers['content-type']]);
    }
    expect(runs).toBe(2);
    // A serializer further out is to leave the password away, and could not tell any more.
    for (const kind of ['instance', 'stream', 'nothing']) {
      const [one, two] = [await get(`/value/${kind}`), await get(`/value/${kind}`)];
      expect([kind, two.text]).toEqual([kind, one.text]);
    }
    expect(runs).toBe(8);
    for (const _ of [1, 2]) expect((await get('/instance')).body).toEqual({ id: '7', password: 'shown' });
    expect(runs).toBe(9);
  });

  it.each(['/missing', '/accepted', '/by-hand', '/never'])('keeps nothing of %s', async (path) => {
    await get(path);
    await get(path);
    expect(runs).toBe(2);
  });

  it('drops the answers of a path that is changed, of all users and queries, and of no other', async () => {
    const paths = ['/things/1', '/things/1?full=1', '/things/2'];
    const all = async () => {
      const found: unknown[] = [];
      for (const headers of [ada, bo])
        for (const path of paths) found.push((await get(path, headers)).body['run']);
      return found;
    };
    expect(await all()).toEqual([1, 2, 3, 4, 5, 6]);
    await ask(`${url}/things/1`, { method: 'POST' });
    expect(await all()).toEqual([7, 8, 3, 9, 10, 6]);
    await ask(`${url}/things/2/fail`, { method: 'POST' });
    expect(await all()).toEqual([7, 8, 3, 9, 10, 6]);
  });

  it('answers from the handler while Redis is away, changes too', async () => {
    const own = await startStandalone();
    const module = await Test.createTestingModule({
      imports: [RedisModule.forRoot({ url: own.url }), CacheModule.forRoot({ memoryMaxBytes: 0 })],
      controllers: [PagesController],
      providers: [guard],
    }).compile();
    const app = module.createNestApplication<INestApplication | NestFastifyApplication>(adapter(), {
      logger: false,
    });
    try {
      await app.listen(0, '127.0.0.1');
      const at = await app.getUrl();
      await get('/prices', {}, at);
      await own.kill();
      expect(await get('/prices', {}, at)).toMatchObject({ status: 200, body: { run: 2 } });
      expect((await ask(`${at}/things/1`, { method: 'POST' })).status).toBe(201);
    } finally {
      await app.close();
      await own.stop();
    }
  });
});
