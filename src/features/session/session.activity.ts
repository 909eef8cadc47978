import { Injectable, Logger } from '@nestjs/common';
import { sessionOptions, type SessionOptions } from './session.options.js';

/** Hands on that users were seen, to who counts them. */
@Injectable()
export class SessionActivities {
  private readonly logger = new Logger(SessionActivities.name);

  constructor(@sessionOptions.inject() private readonly options: SessionOptions) {}

  tell(userId: string, at: number): void {
    const { onActivity } = this.options;
    if (!onActivity) return;
    Promise.resolve({ userId, at })
      .then(onActivity)
      .catch((error: unknown) => {
        // Whoever is told has to see to it; a login does not fail for it.
        this.logger.error({ msg: 'onActivity failed', err: error });
      });
  }
}
