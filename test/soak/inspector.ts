import { waitUntil } from '../../scripts/wait-until.mjs';

/** What a process holds on to, right after a garbage collection. */
export interface Holdings {
  readonly heapBytes: number;
  readonly externalBytes: number;
  readonly timers: number;
  readonly sockets: number;
  /** Of all event emitters together. */
  readonly listeners: number;
}

const HOLDINGS = `(() => {
  const { heapUsed, external } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const count = (name) => resources.filter((resource) => resource.startsWith(name)).length;
  return { heapBytes: heapUsed, externalBytes: external, timers: count('Timeout'), sockets: count('TCPSocket') };
})()`;

const EMITTERS = 'Object.getPrototypeOf(Object.getPrototypeOf(process))';
const COUNT_LISTENERS = `function () {
  let listeners = 0;
  for (const emitter of this)
    if (Object.hasOwn(emitter, '_events'))
      for (const name of Reflect.ownKeys(emitter._events ?? {})) {
        const listener = emitter._events[name];
        listeners += Array.isArray(listener) ? listener.length : listener ? 1 : 0;
      }
  return listeners;
}`;

interface Reply {
  readonly result?: object;
  readonly error?: object;
}

interface Remote {
  readonly value?: unknown;
  readonly objectId?: string;
}

/** Node's own debugger of another process, asked over its web socket. */
export class Inspector {
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private calls = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const reply = JSON.parse(String(data)) as Reply & { id?: number };
      if (reply.id === undefined) return;
      this.waiting.get(reply.id)?.(reply);
      this.waiting.delete(reply.id);
    });
  }

  /** Connects to a Node that was started with `--inspect` and this port. */
  static async connect(port: number): Promise<Inspector> {
    let url = '';
    await waitUntil(
      async () => {
        const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
        const [target] = (await answer.json()) as { webSocketDebuggerUrl: string }[];
        url = target?.webSocketDebuggerUrl ?? '';
        return url;
      },
      { withinMs: 10_000, what: 'the inspector answers' },
    );
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return new Inspector(socket);
  }

  /** Collects the garbage, and counts what is left. */
  async holdings(): Promise<Holdings> {
    await this.call('HeapProfiler.collectGarbage');
    const counted = await this.evaluate(HOLDINGS, { returnByValue: true });
    const group = { objectGroup: 'emitters' };
    const { objectId: prototypeObjectId } = await this.evaluate(EMITTERS, group);
    const { objects } = await this.call<{ objects: Remote }>('Runtime.queryObjects', {
      prototypeObjectId,
      ...group,
    });
    const { result } = await this.call<{ result: Remote }>('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: COUNT_LISTENERS,
      returnByValue: true,
    });
    await this.call('Runtime.releaseObjectGroup', group);
    return { ...(counted.value as Omit<Holdings, 'listeners'>), listeners: Number(result.value) };
  }

  close(): void {
    this.socket.close();
  }

  private async evaluate(expression: string, options: object): Promise<Remote> {
    const call = { expression, ...options };
    return (await this.call<{ result: Remote }>('Runtime.evaluate', call)).result;
  }

  private async call<T extends object>(method: string, params: object = {}): Promise<T> {
    const id = ++this.calls;
    const answered = new Promise<Reply>((resolve) => {
      this.waiting.set(id, resolve);
    });
    this.socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result as T;
  }
}
