import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Get, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { z } from 'zod';
import { AppError } from '../../src/kernel/errors.js';
import { HttpController, Streams, type EventStream } from '../../src/transport/index.js';
import { createHttpAdapter, createLogger, describeApi } from '../../src/transport/service.js';
import { eventually } from '../support/eventually.js';

class FullHouseError extends AppError {
  static override readonly code = 'FULL_HOUSE';
  static override readonly kind = 'conflict';
}

const ended: string[] = [];
let produced = 0;

const untilAborted = async (signal: AbortSignal) => {
  if (!signal.aborted) await once(signal, 'abort');
};

@HttpController('streams')
class Streaming {
  @Get('three')
  @Streams({ summary: 'Three events, then the end', schema: z.string(), redis: 'nothing' })
  three(): EventStream {
    return async function* events() {
      yield { data: 'plain' };
      yield { id: '7', event: 'named', data: { lines: 'a\nb' } };
      yield { data: null };
    };
  }

  @Get('refused')
  @Streams({ summary: 'No events at all', schema: z.string(), redis: 'nothing', errors: [FullHouseError] })
  refused(): EventStream {
    throw new FullHouseError('No seat left');
  }

  @Get('breaking')
  @Streams({ summary: 'An event, then an error', schema: z.string(), redis: 'nothing' })
  breaking(): EventStream {
    return async function* events() {
      yield { data: 1 };
      throw new FullHouseError('No seat left');
    };
  }

  @Get('endless')
  @Streams({ summary: 'An event, then a long wait', schema: z.string(), redis: 'nothing' })
  endless(): EventStream {
    return async function* events(signal) {
      yield { data: 'first' };
      await untilAborted(signal);
      ended.push('endless');
    };
  }

  @Get('flood')
  @Streams({ summary: 'More than anybody reads', schema: z.string(), redis: 'nothing' })
  flood(): EventStream {
    return async function* events(signal) {
      try {
        for (; !signal.aborted; produced++) yield { data: 'x'.repeat(10_000) };
      } finally {
        ended.push('flood');
      }
    };
  }
}

async function start(): Promise<{ app: INestApplication; url: string }> {
  const logger = await createLogger({ level: 'silent', pretty: false });
  const module = await Test.createTestingModule({ controllers: [Streaming] }).compile();
  const app = module.createNestApplication(
    createHttpAdapter({ bodyLimitBytes: 1000, requestTimeoutMs: 1000 }, logger),
    { bodyParser: false, logger: false },
  );
  await app.listen(0, '127.0.0.1');
  return { app, url: `${await app.getUrl()}/streams` };
}

let app: INestApplication;
let url: string;
beforeEach(async () => {
  ({ app, url } = await start());
  ended.length = 0;
  produced = 0;
});
afterEach(async () => app.close());

describe('a stream of events', () => {
  it('is written as the HTML standard says, and ends with its source', async () => {
    const response = await fetch(`${url}/three`);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(
      'retry: 1000\n\n' +
        'data: "plain"\n\n' +
        'id: 7\nevent: named\ndata: {"lines":"a\\nb"}\n\n' +
        'data: null\n\n',
    );
  });

  it('that cannot begin is a problem like any other', async () => {
    const response = await fetch(`${url}/refused`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      409,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await response.json()).toMatchObject({ code: 'FULL_HOUSE' });
  });

  it('that breaks tells the problem as its last event', async () => {
    const text = await (await fetch(`${url}/breaking`)).text();
    const [, problem = ''] = /\n\nevent: problem\ndata: (.*)\n\n$/.exec(text) ?? [];
    expect(text).toContain('data: 1\n\n');
    expect(JSON.parse(problem)).toMatchObject({ code: 'FULL_HOUSE', status: 409 });
  });

  it('tells its source when the reader has gone', async () => {
    const request = get(`${url}/endless`);
    const [response] = await once(request, 'response');
    await once(response, 'data');
    expect(ended).toEqual([]);
    request.destroy();
    await eventually(() => expect(ended).toEqual(['endless']));
  });

  it('does not run ahead of a reader that does not read', async () => {
    const request = get(`${url}/flood`);
    const [response] = await once(request, 'response');
    response.pause();
    // What fits into the buffers of two sockets, then nothing more.
    const settled = await eventually(
      async () => {
        const before = produced;
        await delay(200);
        expect(produced).toBe(before);
        return produced;
      },
      { withinMs: 10_000 },
    );
    expect(settled * 10_000).toBeLessThan(20_000_000);
    request.destroy();
    await eventually(() => expect(ended).toEqual(['flood']));
  });

  it('ends at shutdown, which does not wait for it', async () => {
    const response = await fetch(`${url}/endless`);
    const text = response.text();
    await app.close();
    expect(await text).toContain('data: "first"');
    expect(ended).toEqual(['endless']);
  });

  it('is described as one', () => {
    const { paths } = describeApi(app, '0');
    expect(paths['/streams/refused']?.get?.responses).toMatchObject({
      200: { content: { 'text/event-stream': { schema: expect.objectContaining({ type: 'string' }) } } },
      409: { content: { 'application/problem+json': expect.anything() } },
    });
  });
});
