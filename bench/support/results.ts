import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, type as osType, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { format } from 'prettier';
import { markdown } from './markdown.js';
import type { Table } from './rounds.js';

/** One run of one bench. */
export interface Section {
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly tables: readonly Table[];
}

export type Results = Readonly<Record<string, Section>>;

// The program runs from build/bench.
const fileOf = (name: string) => fileURLToPath(new URL(`../../../bench/${name}`, import.meta.url));
const RECORD = fileOf('results.json');

/** The last run of each bench, as it is recorded. */
export function readResults(): Results {
  return existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as Results) : {};
}

/** Records runs in place of earlier ones of the same benches, for programs (results.json) and for people (RESULTS.md). */
export async function writeResults(measured: Results): Promise<void> {
  const results = { ...readResults(), ...measured };
  writeFileSync(RECORD, await format(JSON.stringify(results), { parser: 'json', printWidth: 110 }));
  writeFileSync(fileOf('RESULTS.md'), await format(markdown(results), { parser: 'markdown' }));
}

/** Where and with what a bench ran. */
export async function circumstances(redisUrl: string, packages: readonly string[]) {
  const redis = new Redis(redisUrl);
  const version = /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'unknown';
  redis.disconnect();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${memory}, ${osType()} ${release()}`,
    versions: {
      node: process.versions.node,
      redis: version,
      ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
    },
  };
}

function versionOf(name: string): string {
  const manifest = fileURLToPath(new URL(`../../../node_modules/${name}/package.json`, import.meta.url));
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
