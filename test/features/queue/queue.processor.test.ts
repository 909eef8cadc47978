import { Injectable, Scope } from '@nestjs/common';
import {
  Process,
  Processor,
  QueueModule,
  QueueService,
  type Job,
} from '../../../src/features/queue/index.js';
import { Test } from '@nestjs/testing';
import { RedisConnection, RedisModule } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone, uniquePrefix } from '../../support/topologies.js';

@Injectable()
class Mailer {
  readonly sent: unknown[] = [];
}

@Processor('emails', { concurrency: 2 })
class Emails {
  constructor(private readonly mailer: Mailer) {}

  @Process('welcome')
  welcome(job: Job<{ to: string }>) {
    this.mailer.sent.push(['welcome', job.data.to]);
    return { sent: true };
  }

  @Process('digest', { batch: 10, waitMs: 30 })
  async digest(jobs: Job<{ to: string }>[]) {
    this.mailer.sent.push(['digest', jobs.length]);
    return jobs.map(() => 'sent');
  }

  @Process()
  other(job: Job) {
    this.mailer.sent.push(['other', job.name]);
  }
}

@Processor('emails')
class Twin {
  @Process('welcome')
  welcome() {}
}

@Processor('twice')
class Twice {
  @Process('same')
  one() {}

  @Process('same')
  two() {}
}

@Processor('waiting')
class Waiting {
  @Process('one', { waitMs: 10 })
  one() {}
}

@Processor('empty')
class Empty {}

@Processor('scoped')
class Scoped {
  @Process()
  any() {}
}
Injectable({ scope: Scope.REQUEST })(Scoped);

const importsWith = (...providers: unknown[]) => [
  QueueModule.forRoot({}),
  { module: class Host {}, providers: providers as [] },
];

describe('@Processor', () => {
  it('runs jobs in the methods that are for them, with what is injected', async () => {
    const module = await startModule(standalone, importsWith(Mailer, Emails));
    const emails = module.get(QueueService).queue('emails');
    const welcome = await emails.add('welcome', { to: 'ada' });
    await emails.addBulk([1, 2, 3].map(() => ({ name: 'digest', data: { to: 'all' } })));
    await emails.add('unheard-of', null);
    await eventually(async () => expect((await emails.info()).counts.completed).toBe(5));
    const { sent } = module.get(Mailer, { strict: false });
    expect(sent).toContainEqual(['welcome', 'ada']);
    expect(sent).toContainEqual(['other', 'unheard-of']);
    expect(await emails.get(welcome)).toMatchObject({ result: { sent: true } });
    await module.close();
  });

  it.each([
    ['two providers of one queue', [Mailer, Emails, Twin], /Two providers are @Processor\('emails'\)/],
    ['two methods of one name', [Twice], /two methods for jobs named "same"/],
    ['nothing to wait for', [Waiting], /no batch to wait for/],
    ['no method at all', [Empty], /no @Process method/],
    ['a request scope', [Scoped], /request-scoped/],
  ])('does not start with %s', async (_what, providers, message) => {
    const redis = RedisModule.forRoot({ prefix: uniquePrefix(), ...standalone });
    const imports = [redis, ...importsWith(...providers)];
    const module = await Test.createTestingModule({ imports }).compile();
    await expect(module.init()).rejects.toThrow(message);
    await module.get(RedisConnection).close();
  });
});
