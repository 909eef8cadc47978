import { readFileSync } from 'node:fs';
import { QueueService } from '../../src/features/queue/index.js';
import { startService } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { ask, stockClient } from '../support/rpc.js';
import { startStandalone } from '../support/servers.js';

interface Board {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const board = JSON.parse(readFileSync('ops/grafana-rookery.json', 'utf8')) as Board;
const boardQueries = board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
/** The value of each `expr:`, on its line or indented below it. */
const alertQueries = [
  ...readFileSync('ops/prometheus-alerts.yml', 'utf8').matchAll(
    /^ {8}expr: (?:\|\n((?: {10}.*\n)+)|(.*)\n)/gm,
  ),
].map(([, block, line]) => block ?? line ?? '');

/** What Prometheus itself adds to every series. */
const ADDED = ['job', 'instance'];

/** The metrics that a query names, each with the labels that it is selected by. */
function selectorsOf(query: string): { name: string; labels: string[] }[] {
  return [...query.matchAll(/\b((?:rookery|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, name = '', by = '']) => ({
      name,
      labels: [...by.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label = '']) => label),
    }),
  );
}

/** The labels by which a query groups. */
const groupsOf = (query: string) =>
  [...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, by = '']) => by.split(/,\s*/));

/** What a service tells that has dealt with requests and messages. */
async function scrape(): Promise<string> {
  const server = await startStandalone();
  const { app, url, request, stop } = await startService({ url: server.url });
  app.get(QueueService).work('mails', () => undefined);
  await request('POST', '/v1/queues/mails/jobs', { name: 'welcome' });
  const client = stockClient(server.port);
  for (let i = 0; i < 40; i++) await ask(client, 'kv.increment', { key: 'n' });
  await request('GET', '/v1/kv/n');
  await request('GET', '/v1/cache/pages/home');
  await request('PUT', '/v1/topics/orders/groups/billing', {});
  const text = await eventually(async () => {
    const now = await (await fetch(`${url}/metrics`)).text();
    for (const name of ['http_request', 'rpc_message', 'redis_command'])
      expect(now).toContain(`rookery_${name}_seconds_count{`);
    expect(now).toContain('rookery_queue_run_seconds_count{queue="mails",outcome="failed"} 1');
    return now;
  });
  await client.close();
  await stop();
  await server.stop();
  return text;
}

/** The labels of each series, by name. */
function seriesIn(text: string): Map<string, Set<string>> {
  const series = new Map<string, Set<string>>();
  // A counter with labels has no series before it first counts: these are known by their kind.
  for (const [, name = ''] of text.matchAll(/^# TYPE (\w+) counter$/gm)) series.set(name, new Set());
  for (const [, name = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const known = series.get(name) ?? new Set();
    series.set(name, known);
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label);
  }
  series.get('rookery_scrape_errors_total')?.add('source');
  return series;
}

describe('the board and the alert rules', () => {
  let series = new Map<string, Set<string>>();
  beforeAll(async () => {
    series = seriesIn(await scrape());
  });

  it('are all read by this test', () => {
    expect(boardQueries.length).toBeGreaterThan(15);
    const alerts = readFileSync('ops/prometheus-alerts.yml', 'utf8').match(/- alert:/g);
    expect(alertQueries).toHaveLength(alerts?.length ?? 0);
    for (const query of [...boardQueries, ...alertQueries]) expect(selectorsOf(query)).not.toEqual([]);
  });

  it('name only metrics and labels that the service tells', () => {
    for (const query of [...boardQueries, ...alertQueries])
      for (const { name, labels } of selectorsOf(query)) {
        expect([...series.keys()]).toContain(name);
        const known = [...(series.get(name) ?? []), ...ADDED];
        expect(known).toEqual(expect.arrayContaining([...labels, ...groupsOf(query)]));
      }
  });

  it('leave none of its metrics out of the board', () => {
    const shown = new Set(
      boardQueries.flatMap(selectorsOf).map(({ name }) => name.replace(/_(bucket|count)$/, '')),
    );
    const told = [...series.keys()]
      .filter((name) => name.startsWith('rookery_') && !/_(bucket|sum)$/.test(name))
      .map((name) => name.replace(/_count$/, ''));
    expect(told.length).toBeGreaterThan(8);
    expect(told.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('call a title once', () => {
    const titles = board.panels.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });
});
