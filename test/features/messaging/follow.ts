import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/** One event as it came. */
export interface Received {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** A reader of server-sent events, as simple as one in any language: it fails when the stream has ended. */
export async function follow(url: string, headers: Record<string, string> = {}) {
  const request = get(url, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`The stream is answered with ${response.statusCode}`);
  const chunks = response.setEncoding('utf8')[Symbol.asyncIterator]();
  let text = '';
  return {
    async next(): Promise<Received> {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          const fields = Object.fromEntries(
            block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)),
          );
          if (fields['data'] === undefined) continue; // a comment, or how soon to come back
          return { event: fields['event'] ?? 'message', id: fields['id'], data: JSON.parse(fields['data']) };
        }
        const { value, done } = (await chunks.next()) as IteratorResult<string>;
        if (done) throw new Error('The stream has ended');
        text += value;
      }
    },
    close: () => {
      response.on('error', () => undefined);
      request.destroy();
    },
  };
}
