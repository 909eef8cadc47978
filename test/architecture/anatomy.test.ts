import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

// What every feature is made of, so that who knows one knows all.
const ALWAYS = ['module', 'options', 'service', 'schemas', 'http.controller', 'rpc.controller'];
const SOMETIMES = ['keys', 'errors', 'answers', 'guard', 'decorators', 'explorer', 'worker'];

/** These keep nothing in Redis. */
const KEYLESS = ['health', 'metrics', 'dashboard'];

/** What a service was split into when it outgrew a screenful: nouns, agreed here. */
const NOUNS: Record<string, string[]> = {
  analytics:
    'agent buffer calendar clock closed csv draft event funnel funnels import ingest people.schemas period places questions rankings report.schemas reports retention series site.schemas sites source steps store stream tracker tracker.http.controller users visitors'.split(
      ' ',
    ),
  'api-keys': ['mac', 'record', 'text'],
  kv: ['commands', 'pipeline', 'pipeline.schemas', 'replies'],
  queue: [
    'browser',
    'bulk',
    'bulk.http.controller',
    'bulk.rpc.controller',
    'bulk.schemas',
    'cancel.schemas',
    'cancelled',
    'cancels',
    'cancels.http.controller',
    'cancels.rpc.controller',
    'children',
    'courier',
    'workers',
    'workers.schemas',
    'cursor',
    'event.schemas',
    'events',
    'filter',
    'flow.schemas',
    'flows',
    'flows.http.controller',
    'flows.rpc.controller',
    'gathering',
    'group.schemas',
    'groups',
    'groups.http.controller',
    'groups.rpc.controller',
    'histogram',
    'home',
    'ids',
    'job',
    'job.schemas',
    'kin',
    'lane',
    'lease.schemas',
    'leases',
    'leases.http.controller',
    'leases.rpc.controller',
    'layout',
    'letter',
    'limit.schemas',
    'limits',
    'limits.http.controller',
    'limits.rpc.controller',
    'metrics',
    'notes',
    'operations',
    'producer',
    'queue',
    'record',
    'result.schemas',
    'results',
    'results.http.controller',
    'results.rpc.controller',
    'rows',
    'runner',
    'schedule.schemas',
    'schedules',
    'schedules.http.controller',
    'schedules.rpc.controller',
    'shard',
    'slots',
    'ticker',
    'timings',
    'waiting',
    'wakeups',
    'worker',
  ],
  cache:
    'breaker codec coherence collector entry family fill flights http.answer http.interceptor http.request http.route layer loader lookup manager.module manager.store memory namespace read-through reader remote ring settings shard statistics totals'.split(
      ' ',
    ),
  messaging:
    'audience caller calls.http.controller channels channels.http.controller channels.rpc.controller channels.schemas consumer feed group group.schemas groups.http.controller groups.rpc.controller message metrics position presence reader receipt socket socket.http.controller socket.schemas state topic waiting'.split(
      ' ',
    ),
  'rate-limit': [
    'admissions',
    'app.guard',
    'batches',
    'charger',
    'clock',
    'denials',
    'denied-totals',
    'estimate',
    'filter',
    'headers',
    'interceptor',
    'leases',
    'policies',
    'reach',
    'rules',
    'subjects',
    'throttler',
    'top-denied',
    'throttler.guard',
    'verdict',
  ],
  dashboard:
    'assets jobs jobs.http.controller jobs.schemas mask messages messages.rpc.controller messages.schemas pages.http.controller redis reveal sampler sources traffic'.split(
      ' ',
    ),
  session: [
    'activity',
    'cookies',
    'core',
    'device',
    'events',
    'metrics',
    'partitions',
    'presence',
    'record',
    'replication',
    'results',
    'revocation',
    'rotation',
    'store',
    'token',
    'users.http.controller',
    'verifications',
    'verifier',
  ],
};

/** Folders of a feature beside scripts: the dashboard has pages. */
const FOLDERS: Record<string, string[]> = { dashboard: ['ui'] };

/** Declarations of packages whose own do not fit. */
const DECLARATIONS: Record<string, string[]> = { cache: ['cache-manager-ioredis-yet.d.ts'] };

const MAX_README_LINES = 80;

const features = readdirSync('src/features').map((name) => ({ name, dir: join('src/features', name) }));
const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

describe.each(features)('feature $name', ({ name, dir }) => {
  it.each([...ALWAYS, ...(KEYLESS.includes(name) ? [] : ['keys'])])('has a %s file', (role) => {
    expect(existsSync(join(dir, `${name}.${role}.ts`))).toBe(true);
  });

  it(`says in a README of at most ${MAX_README_LINES} lines what it promises`, () => {
    expect(existsSync(join(dir, 'README.md'))).toBe(true);
    const lines = read(dir, 'README.md').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(MAX_README_LINES);
    expect(lines[0]).toMatch(/^# \S/);
  });

  it('has files of the agreed roles only', () => {
    const roles = [...ALWAYS, ...SOMETIMES, ...(NOUNS[name] ?? [])].map((role) => `${name}.${role}.ts`);
    const folders = ['scripts', ...(FOLDERS[name] ?? [])];
    const expected = new Set([...roles, 'index.ts', 'README.md', ...folders, ...(DECLARATIONS[name] ?? [])]);
    expect(readdirSync(dir).filter((entry) => !expected.has(entry))).toEqual([]);
  });

  it('is entered by an index.ts that only names what it lets out', () => {
    const statements = read(dir, 'index.ts')
      .split(';')
      .map((statement) => statement.trim())
      .filter(Boolean);
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements)
      expect(statement).toMatch(/^export (type )?\{[^*]+\} from '\.\/[^']+'$/);
  });

  it('has an errors file only for errors of its own', () => {
    const file = `${name}.errors.ts`;
    const ours = existsSync(join(dir, file)) ? read(dir, file) : 'class extends AppError';
    expect(ours).toMatch(/class \w* ?extends AppError/);
  });

  it('keeps Lua and its typed wrapper together in scripts/', () => {
    const lua = globSync('**/*.lua', { cwd: dir });
    expect(lua).toEqual(lua.map((file) => join('scripts', basename(file))));
    expect(existsSync(join(dir, 'scripts/index.ts'))).toBe(lua.length > 0);
  });
});

it('no folder and no file of src is a drawer for what found no better place', () => {
  const drawers = /(^|[./-])(utils?|helpers?|types?|constants?|interfaces?|common|misc|dto|entities)([./]|$)/;
  expect(globSync('src/**').filter((path) => drawers.test(path))).toEqual([]);
});
