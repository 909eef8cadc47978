import { ApiError, ask } from './api.js';

/** @typedef {{ event: string, data: any }} StreamEvent */

/** How long to wait before asking again, by how often it has failed in a row. */
const WAITS_MS = [500, 1000, 2000, 5000];

/**
 * Follows a stream of server-sent events until `signal` is aborted, and asks again whenever it breaks off. By `fetch`
 * and not by `EventSource`, which can send no API key.
 *
 * @param {() => string} route where from, asked anew each time
 * @param {{ signal: AbortSignal, onEvent: (event: StreamEvent) => void, onLost?: (error: unknown) => void }} listener
 */
export async function follow(route, { signal, onEvent, onLost }) {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      await readOnce(route(), signal, (event) => {
        failures = 0;
        onEvent(event);
      });
      onLost?.(undefined);
    } catch (error) {
      if (signal.aborted) return;
      onLost?.(error);
      if (error instanceof ApiError && [401, 403, 404].includes(error.status)) return;
    }
    await pause(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 5000, signal);
  }
}

/**
 * @param {string} route
 * @param {AbortSignal} signal
 * @param {(event: StreamEvent) => void} onEvent
 */
async function readOnce(route, signal, onEvent) {
  const response = await ask(route, { signal, headers: { accept: 'text/event-stream' } });
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const frames = (pending + value).split('\n\n');
    pending = frames.pop() ?? '';
    for (const frame of frames) {
      const event = parse(frame);
      if (event) onEvent(event);
    }
  }
}

/** @param {string} frame */
function parse(frame) {
  /** @type {Record<string, string>} */
  const fields = {};
  for (const line of frame.split('\n')) {
    const [, name = '', value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name) fields[name] = value;
  }
  return fields['data'] === undefined
    ? undefined
    : { event: fields['event'] ?? 'message', data: JSON.parse(fields['data']) };
}

/**
 * @param {number} ms
 * @param {AbortSignal} signal
 */
async function pause(ms, signal) {
  const { promise, resolve } = /** @type {PromiseWithResolvers<void>} */ (Promise.withResolvers());
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}
