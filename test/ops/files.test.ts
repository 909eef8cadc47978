import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { parser } from '@prometheus-io/lezer-promql';
import { Deployment } from 'kubernetes-models/apps/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { tempDir } from '../support/temp-dir.js';

const run = promisify(execFile);
const read = (file: string) => readFileSync(file, 'utf8');

interface Compose {
  readonly services: Record<string, { readonly volumes?: string[]; readonly environment?: object }>;
}

interface Container {
  readonly env?: readonly { readonly name: string }[];
  readonly livenessProbe: unknown;
}

/** The variables that the service reads. */
const variables = new Set(
  [...read('docs/reference/configuration.md').matchAll(/^\| `\w+` \| `([A-Z_]+)`/gm)].map(
    ([, name = '']) => name,
  ),
);

/** What the checker of compose files finds wrong with this one; nothing if it is well. */
async function faultsOf(compose: string): Promise<string> {
  const linter = ['node_modules/dclint/bin/dclint.cjs', '--quiet', compose];
  // Two profiles that are not used together may offer the same port.
  const args = [...linter, '--disable-rule', 'no-duplicate-exported-ports'];
  return run(process.execPath, args).then(
    ({ stdout }) => stdout.trim(),
    (error: unknown) => (error as { stdout: string }).stdout,
  );
}

const dir = tempDir();

describe('docker-compose.yml', () => {
  const { services } = parse(read('docker-compose.yml'), { merge: true }) as Compose;

  it('is a compose file', async () => {
    expect(await faultsOf('docker-compose.yml')).toBe('');
  });

  it('would not be with a misspelt key', async () => {
    const file = path.join(dir, 'docker-compose.yml');
    writeFileSync(file, read('docker-compose.yml').replace('healthcheck:', 'healthchecks:'));
    expect(await faultsOf(file)).toContain('additional properties');
  });

  it('sets variables that the service reads', () => {
    for (const name of ['app', 'replica-1', 'replica-2'])
      for (const variable of Object.keys(services[name]?.environment ?? {}))
        expect(variables).toContain(variable);
  });

  it('mounts files that are there', () => {
    const files = Object.values(services)
      .flatMap(({ volumes = [] }) => volumes)
      .map((volume) => volume.split(':')[0] ?? '')
      .filter((source) => source.startsWith('.'));
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe('ops/kubernetes.yaml', () => {
  const documents = parseAllDocuments(read('ops/kubernetes.yaml')).map(
    (document) => document.toJS() as { kind: string },
  );
  const models = { Deployment, Service, PodDisruptionBudget };
  const validate = (document: { kind: string }) => {
    const Model = models[document.kind as keyof typeof models];
    new Model(document as never).validate();
  };

  it.each(documents)('$kind fits the schema of Kubernetes', (document) => {
    expect(() => validate(document)).not.toThrow();
  });

  it('would not with a wrong type', () => {
    const [deployment = { kind: 'Deployment' }] = documents;
    expect(() => validate({ ...deployment, spec: { replicas: 'two' } } as never)).toThrow('replicas');
  });

  it('sets variables that the service reads', () => {
    const { spec } = documents[0] as unknown as {
      spec: { template: { spec: { containers: Container[] } } };
    };
    const names = spec.template.spec.containers.flatMap(({ env = [] }) => env.map(({ name }) => name));
    expect(names.filter((name) => !variables.has(name))).toEqual([]);
    expect(names).not.toEqual([]);
  });
});

describe('the queries', () => {
  const alerts = parse(read('ops/prometheus-alerts.yml')) as {
    groups: { rules: { expr: string }[] }[];
  };
  const board = JSON.parse(read('ops/grafana-rookery.json')) as {
    panels: { targets: { expr: string }[] }[];
  };
  const queries = [
    ...alerts.groups.flatMap(({ rules }) => rules),
    ...board.panels.flatMap(({ targets }) => targets),
  ].map(({ expr }) => expr.replaceAll('$__rate_interval', '1m'));

  /** Whether it is PromQL throughout. */
  function parses(query: string): boolean {
    let whole = true;
    parser.parse(query).iterate({ enter: ({ type }) => void (whole &&= !type.isError) });
    return whole;
  }

  it('are PromQL', () => {
    expect(queries.length).toBeGreaterThan(30);
    expect(queries.filter((query) => !parses(query))).toEqual([]);
  });

  it('would not be with a bracket missing', () => {
    expect(parses('sum by (job (rate(rookery_redis_up[1m])))')).toBe(false);
  });
});
