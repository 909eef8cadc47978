import type { RedisConnection } from '../redis/index.js';
import { publishAll } from './scripts/index.js';

/** More go in another message: whoever reads can begin with these meanwhile. */
const MAX_TEXTS = 32;
const MAX_CHARS = 16_384;
/** So many lines of a message are read. */
const MAX_LINES = 1000;

type Kind = 'packed' | 'single';

interface Batch {
  readonly texts: string[];
  readonly heard: PromiseWithResolvers<number>;
  chars: number;
}

/**
 * Publishes what is to be told in one turn of the event loop together: a command and its answer cost more than the rest of a
 * request, for Redis, for who sends and for who hears. Where those who listen know of it, the texts travel as one message, a line
 * each: JSON has no raw line breaks.
 */
export class RpcOutbox {
  private readonly batches = { packed: new Map<string, Batch>(), single: new Map<string, Batch>() };

  constructor(private readonly connection: RedisConnection) {}

  /**
   * Resolves with how many got it; nobody did if it rejects. `packed` is for those who listen with {@link linesOf}; to anybody
   * else each text goes as a message of its own.
   */
  async publish(channel: string, text: string, kind: Kind): Promise<number> {
    const batches = this.batches[kind];
    let batch = batches.get(channel);
    if (!batch) {
      const begun: Batch = (batch = { texts: [], heard: Promise.withResolvers(), chars: 0 });
      batches.set(channel, begun);
      process.nextTick(() => this.send(kind, channel, begun));
    }
    batch.texts.push(text);
    batch.chars += text.length;
    if (batch.texts.length >= MAX_TEXTS || batch.chars >= MAX_CHARS) this.send(kind, channel, batch);
    return batch.heard.promise;
  }

  private send(kind: Kind, channel: string, batch: Batch): void {
    const { texts, heard } = batch;
    if (this.batches[kind].get(channel) !== batch) return; // it was full before its turn ended
    this.batches[kind].delete(channel);
    const { client } = this.connection;
    const [text = '', ...more] = texts;
    const sent =
      kind === 'packed' || more.length === 0
        ? client.publish(channel, more.length === 0 ? text : texts.join('\n'))
        : publishAll.run(client, {}, { channel }, { args: texts });
    sent.then(heard.resolve, heard.reject);
  }
}

/** The texts of a message that was packed. */
export function linesOf(message: string): string[] {
  return message.includes('\n') ? message.split('\n', MAX_LINES) : [message];
}
