import { BullModule, InjectQueue, Processor as BullProcessor, WorkerHost } from '@nestjs/bullmq';
import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { Job as BullJob, Queue } from 'bullmq';
import { Process, Processor, QueueModule, QueueService, type Job } from '../../src/features/queue/index.js';
import { RedisModule } from '../../src/redis/index.js';
import { eventually } from '../support/eventually.js';
import { startStandalone } from '../support/servers.js';

interface Mail {
  readonly to: string;
}

/** The app's own work, which the move leaves as it is. */
@Injectable()
class Outbox {
  readonly sent: string[] = [];
  open = false;

  send(by: string, { to }: Mail): void {
    if (!this.open) throw new Error('the provider is away');
    this.sent.push(`${by}:${to}`);
  }
}

@BullProcessor('mails')
class OldMails extends WorkerHost {
  constructor(private readonly outbox: Outbox) {
    super();
  }

  override async process(job: BullJob<Mail>): Promise<void> {
    if (job.name === 'welcome') this.outbox.send('old', job.data);
  }
}

@Injectable()
class OldShop {
  constructor(@InjectQueue('mails') readonly queue: Queue) {}
}

@Processor('mails')
class NewMails {
  constructor(private readonly outbox: Outbox) {}

  @Process('welcome')
  welcome(job: Job<Mail>): void {
    this.outbox.send('new', job.data);
  }
}

describe('moving over from @nestjs/bullmq', () => {
  let server: Awaited<ReturnType<typeof startStandalone>>;
  let app: INestApplicationContext;
  beforeAll(async () => {
    server = await startStandalone();
    // Step 1 of the guide: the new processor beside the old one, on the same Redis.
    app = await Test.createTestingModule({
      imports: [
        BullModule.forRoot({
          connection: { host: '127.0.0.1', port: server.port, maxRetriesPerRequest: null },
        }),
        BullModule.registerQueue({ name: 'mails' }),
        RedisModule.forRoot({ url: server.url }),
        QueueModule.forRoot({}),
      ],
      providers: [Outbox, OldShop, OldMails, NewMails],
    }).compile();
    await app.init();
  });
  afterAll(async () => {
    await app.close();
    await server.stop();
  });

  it('ends the old jobs with the old worker and the new ones with the new, none lost and none twice', async () => {
    const outbox = app.get(Outbox);
    const old = app.get(OldShop).queue;
    const mails = app.get(QueueService).queue('mails');
    const options = { attempts: 100, backoff: { type: 'fixed', delay: 50 } };
    for (let n = 0; n < 20; n++)
      await old.add('welcome', { to: `a${n}` }, { ...options, jobId: `order-a${n}` });
    for (let n = 0; n < 20; n++)
      await mails.add(
        'welcome',
        { to: `b${n}` },
        { id: `order-b${n}`, attempts: 100, backoff: { type: 'fixed', delayMs: 50 } },
      );
    outbox.open = true;
    await eventually(() => expect(outbox.sent).toHaveLength(40));
    const told = (by: string, letter: string) => Array.from({ length: 20 }, (_, n) => `${by}:${letter}${n}`);
    expect(outbox.sent.toSorted()).toEqual([...told('old', 'a'), ...told('new', 'b')].toSorted());
    // Step 2: the old queue is empty, so BullMQ can go.
    await eventually(async () =>
      expect(await old.getJobCounts('wait', 'active', 'delayed', 'failed')).toEqual({
        wait: 0,
        active: 0,
        delayed: 0,
        failed: 0,
      }),
    );
  });
});
