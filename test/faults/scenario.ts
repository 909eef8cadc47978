import { setTimeout as delay } from 'node:timers/promises';
import type { RedisTarget } from '../support/topologies.js';
import type { Loss } from './ledgers/ledger.js';
import { Row } from './report.js';
import { World } from './world.js';

/** The Redis of a scenario. */
export interface Servers {
  readonly target: RedisTarget;
  stop(): Promise<void>;
}

export interface Scenario<S extends Servers = Servers> {
  readonly name: string;
  /** For how long, about. */
  readonly seconds: number;
  readonly servers: () => Promise<S>;
  /** What happens while clients ask; resolves when all is as before, with what else the report should say. */
  readonly fault: (stage: { world: World; servers: S; seconds: number }) => Promise<string>;
  /** Whether Redis itself forgets what it has acknowledged; then what may be lost is what was last acknowledged. */
  readonly mayLose?: boolean;
  /** After the fault, how long until nothing fails any more. */
  readonly recoversWithinMs: number;
}

/** Gives a scenario the type of its servers. */
export function scenario<S extends Servers>(given: Scenario<S>): Scenario {
  // Its own servers are the only ones that it is ever given.
  return given as unknown as Scenario;
}

/** What a failover may take: acknowledged so shortly before it that the replica may not have had it. */
const LOST_BEFORE_MS = 2000;
/** From the begin of a fault until the server is certainly gone. */
const GONE_WITHIN_MS = 500;
const CALM_MS = 1000;

export interface Outcome {
  readonly remark: string;
  readonly rows: readonly Row[];
  /** Each promise that did not hold; none if all is as it is told. */
  readonly faults: readonly string[];
}

/** Runs one scenario from the first server to the last look into the ledgers. */
export async function run(played: Scenario): Promise<Outcome> {
  const servers = await played.servers();
  try {
    const world = await World.start(servers.target);
    try {
      return await play(played, { world, servers, seconds: played.seconds });
    } finally {
      await world.stop();
    }
  } finally {
    await servers.stop();
  }
}

async function play(
  played: Scenario,
  stage: { world: World; servers: Servers; seconds: number },
): Promise<Outcome> {
  const { world } = stage;
  await world.load();
  await delay(CALM_MS);
  const startedAt = Date.now();
  const remark = await played.fault(stage);
  const healedAt = Date.now();
  await delay(played.recoversWithinMs + CALM_MS);
  await world.quiet();
  const wellAt = healedAt + played.recoversWithinMs;
  // Before the looking afterwards, which asks, too.
  const rows = world.ledgers.map(
    (ledger) => new Row(played.name, ledger, world.service.seen(ledger.feature).copy()),
  );
  const late = rows
    .filter(({ seen }) => !seen.isWellSince(wellAt))
    .map(
      ({ ledger }) => `${ledger.feature} still failed ${played.recoversWithinMs} ms after the fault was over`,
    );
  for (const ledger of world.ledgers) await ledger.verify();
  const window = { from: startedAt - LOST_BEFORE_MS, to: startedAt + GONE_WITHIN_MS };
  const faults = world.ledgers.flatMap(({ feature, lost, broken }) => [
    ...broken.map((what) => `${feature}: ${what}`),
    ...lost
      .filter((loss) => !(played.mayLose && isWithin(loss, window)))
      .map(
        ({ what, at }) => `${feature} lost ${what}, acknowledged ${at - startedAt} ms after the fault began`,
      ),
  ]);
  return { remark, rows, faults: [...late, ...faults] };
}

function isWithin({ at }: Loss, { from, to }: { from: number; to: number }): boolean {
  return at >= from && at <= to;
}
