import { createHmac, createSecretKey } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { auditKeys } from './audit.keys.js';
import { auditOptions, type AuditOptions } from './audit.options.js';
import {
  listQuery,
  type AuditEntry,
  type AuditPage,
  type AuditVerified,
  type ListQuery,
} from './audit.schemas.js';
import { appendEntry } from './scripts/index.js';

/** What is to be written down; number and time it is given here. */
export type NewAuditEntry = Omit<AuditEntry, 'sequence' | 'at'>;

/** Where the chain ends, as far as this process knows. */
interface End {
  readonly sequence: number;
  readonly mac: string;
}

/** So often another replica may have been faster. */
const MAX_TRIES = 50;
/** So many entries of this process wait at most; further ones are in the log alone. */
const MAX_WAITING = 1000;
const STEP = 500;

/** Writes down what was done, in a chain that shows what was changed in it. */
@Injectable()
export class AuditService {
  private readonly logger = new Logger('Audit');
  private readonly keys;
  private readonly secret;
  private end: End = { sequence: 0, mac: '' };
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly redis: RedisConnection,
    @auditOptions.inject() private readonly options: AuditOptions,
  ) {
    this.keys = auditKeys(redis.keys('audit'));
    this.secret = createSecretKey(options.secret ?? '', 'utf8');
  }

  /** Writes an entry down, after those that this process wrote before. Never throws: what cannot be written is in the log. */
  async record(entry: NewAuditEntry): Promise<void> {
    const whole = { at: Date.now(), ...entry };
    this.logger.log({ msg: `${entry.action} ${entry.outcome}`, ...whole });
    if (this.waiting >= MAX_WAITING) return this.warn(new Error('too many entries wait'));
    this.waiting++;
    // One after the other: of two at once one would have to be signed anew.
    const written = this.last.then(async () => this.append(whole));
    this.last = written.catch((error: unknown) => this.warn(error)).finally(() => this.waiting--);
    await this.last;
  }

  /** A page of entries, the newest first. */
  async list(query: ListQuery = {}): Promise<AuditPage> {
    const { limit, cursor } = listQuery.parse(query);
    const from = cursor === undefined ? '+' : `(${cursor}-0`;
    const rows = await this.redis.client.xrevrange(this.keys.log(), from, '-', 'COUNT', limit + 1);
    const items = rows.slice(0, limit).map(read);
    const last = items.at(-1);
    return {
      items: items.map(({ sequence, json }) => ({
        sequence,
        ...(JSON.parse(json) as Omit<AuditEntry, 'sequence'>),
      })),
      nextCursor: rows.length > limit && last ? String(last.sequence) : null,
    };
  }

  /** Follows the chain from its oldest entry to its newest. */
  async verify(): Promise<AuditVerified> {
    let before: End | undefined;
    let [checked, first]: [number, number | null] = [0, null];
    const verdict = (brokenAt: number | null): AuditVerified => ({
      intact: brokenAt === null,
      checked,
      first,
      last: before?.sequence ?? null,
      brokenAt,
    });
    for await (const row of this.rows()) {
      first ??= row.sequence;
      checked++;
      if (!this.follows(row, before)) return verdict(row.sequence);
      before = row;
    }
    return verdict(null);
  }

  /** From the oldest to the newest. */
  private async *rows(): AsyncGenerator<Row> {
    for (let from = '-', count = STEP; count === STEP;) {
      const rows = (await this.redis.client.xrange(this.keys.log(), from, '+', 'COUNT', STEP)).map(read);
      yield* rows;
      count = rows.length;
      from = `(${rows.at(-1)?.sequence}-0`;
    }
  }

  private follows({ sequence, json, prev, mac }: Row, before: End | undefined): boolean {
    // The oldest is what is left after trimming: it vouches for what was before it by `prev`.
    const isNext = before === undefined || (sequence === before.sequence + 1 && prev === before.mac);
    return isNext && this.macOf({ sequence, prev, json }) === mac;
  }

  private async append(entry: object): Promise<void> {
    const json = JSON.stringify(entry);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { sequence, mac: prev } = this.end;
      const mac = this.macOf({ sequence: sequence + 1, prev, json });
      const { done, end } = await appendEntry.run(
        this.redis.client,
        { log: this.keys.log() },
        { sequence: sequence + 1, prev, mac, entry: json, maxEntries: this.options.maxEntries },
      );
      this.end = done ? { sequence: sequence + 1, mac } : end;
      if (done) return;
    }
    throw new Error('other replicas were always faster');
  }

  private macOf({ sequence, prev, json }: { sequence: number; prev: string; json: string }): string {
    return createHmac('sha256', this.secret).update(`${sequence}\n${prev}\n${json}`).digest('base64url');
  }

  private warn(error: unknown): void {
    this.logger.warn(
      `An entry of the audit is in this log alone: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

interface Row {
  readonly sequence: number;
  readonly json: string;
  readonly prev: string;
  readonly mac: string;
}

function read([id, fields]: [id: string, fields: string[]]): Row {
  const at = (name: string) => fields[fields.indexOf(name) + 1] ?? '';
  return { sequence: Number.parseInt(id, 10), json: at('entry'), prev: at('prev'), mac: at('mac') };
}
