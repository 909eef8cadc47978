import { setTimeout as delay } from 'node:timers/promises';
import { Availability } from './availability.js';

/** What came of a request, whichever replica it went to. */
export interface Answer {
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** When it was answered. */
  readonly at: number;
  /** It was done and is said to be. */
  readonly done: boolean;
  /** Nobody knows whether it was done. */
  readonly unsure: boolean;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Send = (request: Request) => Promise<Answer>;

/** Longer than anything of ours may take: the deadline of Redis, and a busy machine. */
const PATIENCE_MS = 10_000;

/** The replicas as a client behind a balancer sees them: one after the other; who refuses a connection is passed over. */
export class Service {
  private readonly availability = new Map<string, Availability>();
  private turn = 0;

  constructor(private readonly urls: readonly string[]) {}

  /** Requests of one feature's clients; how they fare is noted under its name. */
  sender(feature: string): Send {
    return async (request) => {
      const startedAt = performance.now();
      const answer = await this.ask(request);
      this.seen(feature).note(performance.now() - startedAt, failureOf(answer));
      return answer;
    };
  }

  /** How a feature's requests have fared so far. */
  seen(feature: string): Availability {
    const seen = this.availability.get(feature) ?? new Availability();
    this.availability.set(feature, seen);
    return seen;
  }

  private async ask(request: Request): Promise<Answer> {
    const first = this.turn++;
    for (let i = 0; i < this.urls.length; i++) {
      const answer = await ask(this.urls[(first + i) % this.urls.length] ?? '', request);
      if (answer) return answer;
    }
    // No one was there to hear it.
    return { ...answerOf(0, {}), unsure: false };
  }
}

function failureOf({ status, body }: Answer): string | undefined {
  if (status === 0) return 'no answer';
  const { code = `status ${status}` } = body as { code?: string };
  return status >= 500 ? code : undefined;
}

/** Undefined where nothing was sent, because nobody listens. */
async function ask(url: string, { method, path, body, headers }: Request): Promise<Answer | undefined> {
  try {
    const response = await fetch(url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    return answerOf(response.status, text ? (JSON.parse(text) as Record<string, unknown>) : {});
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code === 'ECONNREFUSED' ? undefined : answerOf(0, {});
  }
}

function answerOf(status: number, body: Record<string, unknown>): Answer {
  // A full Redis says that it did nothing; after any other failure nobody knows.
  const unsure = (status === 0 || status >= 500) && body['code'] !== 'REDIS_FULL';
  return { status, body, at: Date.now(), done: status >= 200 && status < 300, unsure };
}

/** Asks again until the answer is certain, as a client does who has to know. */
export async function insist(send: Send, request: Request, withinMs = 60_000): Promise<Answer> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const answer = await send(request);
    if (answer.status > 0 && answer.status < 500) return answer;
    if (Date.now() > giveUpAt)
      throw new Error(`${request.method} ${request.path} fails for ${withinMs} ms: ${answer.status}`);
    await delay(50);
  }
}

/** Everything that a list has, page by page; the path ends with `?` or `&`. */
export async function listed<T>(send: Send, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor = ''; ;) {
    const { body } = await insist(send, { method: 'GET', path: `${path}limit=200${cursor}` });
    items.push(...(body['items'] as T[]));
    if (typeof body['nextCursor'] !== 'string') return items;
    cursor = `&cursor=${encodeURIComponent(body['nextCursor'])}`;
  }
}
