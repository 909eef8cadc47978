import { RedisSetupError } from './errors.js';
import type { RedisClient } from './guard.js';

/** What the server said of itself at start. `warnings` are sentences for the operator: it works, but not as it should. */
export interface ServerFacts {
  readonly version: string;
  readonly mode: string;
  readonly clockSkewMs: number;
  /** What Redis does when its memory is full. */
  readonly evictionPolicy: string;
  readonly warnings: readonly string[];
}

const OLDEST_MAJOR_VERSION = 7;
const SKEW_TOLERATED_MS = 2000;

/**
 * Asks the server whether it can carry what we promise: new enough, writable, not evicting, its clock near ours.
 *
 * @throws RedisSetupError with one sentence that says what to change
 */
export async function checkServer(client: RedisClient, probeKey: string): Promise<ServerFacts> {
  const askedAt = Date.now();
  const [infoText, [seconds, micros]] = await Promise.all([client.info(), client.time()]);
  const rttMs = Date.now() - askedAt;
  const info = parseInfo(infoText);
  const version = info.get('valkey_version') ?? info.get('redis_version') ?? '0';
  // Forks keep redis_version as the level they are compatible with.
  const compatible = info.get('redis_version') ?? version;
  if (Number.parseInt(compatible, 10) < OLDEST_MAJOR_VERSION)
    throw new RedisSetupError(`Redis ${version} is too old: Rookery needs Redis 7.0 or newer, or Valkey`);
  await checkWritable(client, probeKey);
  const evictionPolicy = info.get('maxmemory_policy') ?? 'noeviction';
  const clockSkewMs = Math.round(Number(seconds) * 1000 + Number(micros) / 1000 - (askedAt + rttMs / 2));
  return {
    version,
    mode: info.get('redis_mode') ?? 'standalone',
    clockSkewMs,
    evictionPolicy,
    warnings: warningsOf(evictionPolicy, clockSkewMs),
  };
}

/** Finds out what reading cannot: a replica, a full disk, a full memory, an ACL without our prefix. */
async function checkWritable(client: RedisClient, probeKey: string): Promise<void> {
  try {
    await client.set(probeKey, '1', 'PX', 1000);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? (/^[A-Z]+/.exec(cause.message)?.[0] ?? 'error') : 'error';
    const advice: Record<string, string> = {
      READONLY: 'it is a replica; point Rookery at the master, or at the Sentinels',
      MISCONF: 'it cannot save to disk and refuses writes; look into its log',
      OOM: 'its memory is full; raise maxmemory or free some',
      NOPERM: `the ACL user may not write keys that begin with our prefix, such as ${probeKey}`,
    };
    throw new RedisSetupError(`Redis takes no writes: ${advice[reason] ?? `it answered ${reason}`}`, {
      cause: error,
    });
  }
}

function warningsOf(evictionPolicy: string, clockSkewMs: number): string[] {
  const warnings: string[] = [];
  if (evictionPolicy !== 'noeviction')
    warnings.push(
      `maxmemory-policy is ${evictionPolicy}: when memory is full Redis drops keys that were acknowledged, jobs and sessions among them; set it to noeviction`,
    );
  if (Math.abs(clockSkewMs) > SKEW_TOLERATED_MS)
    warnings.push(
      `the clock of Redis differs from this machine's by ${clockSkewMs} ms; times shown to users come from both, so synchronise them`,
    );
  return warnings;
}

function parseInfo(text: string): Map<string, string> {
  return new Map(
    text
      .split('\r\n')
      .filter((line) => line.includes(':'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}
