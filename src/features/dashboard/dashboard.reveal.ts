import { Injectable, Logger } from '@nestjs/common';
import { DashboardJobs } from './dashboard.jobs.js';
import { DashboardMessages } from './dashboard.messages.js';
import type { Revealed, RevealInput } from './dashboard.jobs.schemas.js';

/** The one way to see what a job or a message carries. */
@Injectable()
export class DashboardReveal {
  private readonly logger = new Logger('Dashboard');

  constructor(
    private readonly jobs: DashboardJobs,
    private readonly messages: DashboardMessages,
  ) {}

  /** What something carries. Who asked is written to the log, once it is known that there is something to see. @throws NotShownError */
  async show(what: RevealInput, by: string): Promise<Revealed> {
    const shown =
      'queue' in what
        ? await this.jobs.payload(what.queue, what.id)
        : { data: await this.messages.payload(what.topic, what.id, groupOf(what)), result: null };
    this.logger.log({ msg: 'A payload was shown', ...what, by });
    return shown;
  }
}

const groupOf = (what: RevealInput) => ('group' in what ? what.group : undefined);
