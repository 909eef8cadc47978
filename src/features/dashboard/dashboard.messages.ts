import { Injectable } from '@nestjs/common';
import { NotShownError } from './dashboard.errors.js';
import { mask } from './dashboard.mask.js';
import { dashboardOptions, type DashboardOptions } from './dashboard.options.js';
import type { LetterPage, LettersQuery, ShownMessage } from './dashboard.messages.schemas.js';
import type { LetterRecord, MessageRecord, Messages } from './dashboard.sources.js';

/** Messages of topics as the pages show them: what they carry is masked until somebody asks for it. */
@Injectable()
export class DashboardMessages {
  constructor(@dashboardOptions.inject() private readonly options: DashboardOptions) {}

  /** Each message after a place, until `signal` is aborted. @throws NotShownError */
  follow(topic: string, after: string): (signal: AbortSignal) => AsyncGenerator<{ data: ShownMessage }> {
    const messages = this.messagesOf(topic);
    return async function* events(signal) {
      for await (const message of messages.follow({ after, signal })) yield { data: shown(message) };
    };
  }

  /** A page of what a consumer group has given up, in the order of the topic. @throws NotShownError */
  async dead(topic: string, group: string, query: LettersQuery): Promise<LetterPage> {
    const { items, nextCursor } = await this.messagesOf(topic).dead(group, query);
    return { items: items.map(shownLetter), nextCursor };
  }

  /** What a message carries; with `group` one of its dead letters, which the topic may no longer have. @throws NotShownError */
  async payload(topic: string, id: string, group?: string): Promise<unknown> {
    const messages = this.messagesOf(topic);
    const [ms = '', sequence = ''] = id.split('-');
    const before = Math.max(0, Number(sequence) - 1);
    const { items } =
      group === undefined
        ? await messages.read({ after: `${ms}-${before}`, limit: 1 })
        : await messages.dead(group, { cursor: String(before), limit: 1 });
    const message = items.find((each) => each.id === id);
    if (!message) throw new NotShownError('message');
    return message.data ?? null;
  }

  private messagesOf(topic: string): Messages {
    const messages = this.options.sources.messages?.(topic);
    if (!messages) throw new NotShownError('topic');
    return messages;
  }
}

const shown = ({ id, sequence, publishedAt, key, data }: MessageRecord): ShownMessage => ({
  id,
  sequence,
  publishedAt,
  key,
  data: mask(data),
});

const shownLetter = (letter: LetterRecord) => {
  const { deliveries, reason, deadAt } = letter;
  return { ...shown(letter), deliveries, reason, deadAt };
};
