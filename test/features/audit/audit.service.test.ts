import { AuditModule, AuditService, type NewAuditEntry } from '../../../src/features/audit/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies, uniquePrefix, type RedisTarget } from '../../support/topologies.js';

const secret = 'a secret of the service, for tests only';

const start = async (target: RedisTarget, options = {}) => {
  const module = await startModule(target, [AuditModule.forRoot({ secret, ...options })]);
  const connection = module.get(RedisConnection);
  return {
    module,
    audit: module.get(AuditService),
    client: connection.client,
    log: connection.keys('audit')('all', 'log'),
  };
};

const entry = (what: string): NewAuditEntry => ({
  actor: 'key',
  action: 'queue:write',
  what,
  target: ['mails'],
  outcome: 'done',
});

describe.each(topologies)('the audit on %s', (_name, target) => {
  it('lists what was written, the newest first, page by page', async () => {
    const { module, audit } = await start(target);
    for (const what of ['a', 'b', 'c']) await audit.record(entry(what));
    const page = await audit.list({ limit: 2 });
    expect(page.items).toMatchObject([
      { sequence: 3, what: 'c', at: expect.any(Number) },
      { sequence: 2, what: 'b', target: ['mails'] },
    ]);
    expect(await audit.list({ limit: 2, cursor: page.nextCursor ?? '' })).toMatchObject({
      items: [{ sequence: 1, what: 'a' }],
      nextCursor: null,
    });
    await module.close();
  });

  it('is one chain, whoever writes at the same time', async () => {
    const prefix = uniquePrefix();
    const replicas = await Promise.all([1, 2, 3].map(async () => start({ ...target, prefix })));
    await Promise.all(
      replicas.flatMap(({ audit }) =>
        Array.from({ length: 20 }, async (_, i) => audit.record(entry(String(i)))),
      ),
    );
    expect(await replicas[0]?.audit.verify()).toEqual({
      intact: true,
      checked: 60,
      first: 1,
      last: 60,
      brokenAt: null,
    });
    for (const { module } of replicas) await module.close();
  });
});

describe('the chain', () => {
  const [, target = {}] = topologies[0] ?? [];
  let chain: Awaited<ReturnType<typeof start>>;
  beforeEach(async () => {
    chain = await start(target);
    for (const what of ['a', 'b', 'c', 'd']) await chain.audit.record(entry(what));
    expect(await chain.audit.verify()).toMatchObject({ intact: true, checked: 4 });
  });
  afterEach(async () => chain.module.close());

  const fieldsOf = async (id: string) => {
    const [[, fields] = ['', []]] = await chain.client.xrange(chain.log, id, id);
    return fields;
  };
  /** Writes the whole stream anew, as who has Redis could. */
  const rewrite = async (change: (rows: [string, string[]][]) => [string, string[]][]) => {
    const rows = change(await chain.client.xrange(chain.log, '-', '+'));
    await chain.client.del(chain.log);
    for (const [id, fields] of rows) await chain.client.xadd(chain.log, id, ...fields);
  };

  it('shows an entry that was taken out', async () => {
    await chain.client.xdel(chain.log, '2-0');
    expect(await chain.audit.verify()).toMatchObject({ intact: false, brokenAt: 3 });
  });

  it('shows an entry that was changed', async () => {
    await rewrite((rows) =>
      rows.map(([id, fields]) => [id, fields.map((field) => field.replace('"b"', '"x"'))]),
    );
    expect(await chain.audit.verify()).toMatchObject({ intact: false, brokenAt: 2 });
  });

  it('shows an entry that was put in the place of another', async () => {
    const third = await fieldsOf('3-0');
    await rewrite((rows) => rows.map(([id, fields]) => [id, id === '2-0' ? third : fields]));
    expect(await chain.audit.verify()).toMatchObject({ intact: false, brokenAt: 2 });
  });

  it('shows one that was put at the end', async () => {
    await chain.client.xadd(chain.log, '5-0', 'entry', '{}', 'prev', '', 'mac', 'x'.repeat(43));
    expect(await chain.audit.verify()).toMatchObject({ intact: false, brokenAt: 5 });
  });

  it('cannot be written by who has another secret', async () => {
    const prefix = chain.log.split(':')[0] ?? '';
    const other = await start({ ...target, prefix }, { secret: 'b'.repeat(32) });
    await other.audit.record(entry('e'));
    expect(await chain.audit.verify()).toMatchObject({ intact: false, brokenAt: 5 });
    await other.module.close();
  });

  it('is bounded, and what is left is a chain', async () => {
    const small = await start(target, { maxEntries: 100 });
    for (let i = 0; i < 400; i++) await small.audit.record(entry(String(i)));
    const { intact, checked, first, last } = await small.audit.verify();
    expect({ intact, last }).toEqual({ intact: true, last: 400 });
    expect(checked).toBeLessThan(300);
    expect(first).toBe(401 - checked);
    await small.module.close();
  });
});
