// The package has no types of its own; this is what we use of it.
declare module 'autocannon' {
  interface Request {
    readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }

  interface Options {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    readonly setupClient: (client: { setRequests(requests: readonly Request[]): void }) => void;
  }

  interface Result {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
    readonly duration: number;
    readonly latency: { readonly p50: number; readonly p99: number; readonly p99_9: number };
  }

  export default function autocannon(options: Options): Promise<Result>;
}
