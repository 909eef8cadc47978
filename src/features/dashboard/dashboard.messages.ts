import { Injectable } from '@nestjs/common';
import { NotShownError } from './dashboard.errors.js';
import { mask } from './dashboard.mask.js';
import { dashboardOptions, type DashboardOptions } from './dashboard.options.js';
import type { ShownMessage } from './dashboard.jobs.schemas.js';
import type { MessageRecord, Messages } from './dashboard.sources.js';

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

  /** What a message carries. @throws NotShownError */
  async payload(topic: string, id: string): Promise<unknown> {
    const [ms = '', sequence = ''] = id.split('-');
    const before = `${ms}-${Math.max(0, Number(sequence) - 1)}`;
    const { items } = await this.messagesOf(topic).read({ after: before, limit: 1 });
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
