import { Logger } from '@nestjs/common';
import type { SessionOptions } from './session.options.js';

/** Hands on that users were seen, to who counts them. */
export class SessionActivities {
  private readonly logger = new Logger(SessionActivities.name);

  constructor(private readonly options: Pick<SessionOptions, 'onActivity'>) {}

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
