/** One event as it came. */
export interface Received {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** A reader of server-sent events, as simple as one in any language: it fails when the stream has ended. */
export async function follow(url: string, headers: Record<string, string> = {}) {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  if (response.status !== 200 || !response.body)
    throw new Error(`${response.status} ${await response.text()}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
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
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream has ended');
        text += value;
      }
    },
    close: () => controller.abort(),
  };
}
