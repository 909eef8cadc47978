import type { Row } from './queue.record.js';
import type { Rows, Shard } from './queue.shard.js';

// A script of 1000 jobs takes Redis a millisecond; more text than this makes it long for another reason.
const MAX_ROWS = 1000;
const MAX_CHARS = 2 * 1024 * 1024;

interface Batch extends Rows {
  chars: number;
  readonly sent: PromiseWithResolvers<void>;
}

/**
 * Adds to one shard. All jobs that are added within one turn of the event loop go to Redis in one script, whoever adds them:
 * a call costs Redis some 10 µs, and a job in it less than one.
 */
export class Producer {
  private batch: Batch | undefined;

  private isSending = false;

  constructor(
    private readonly send: Shard['add'],
    /** One script at a time: what comes meanwhile goes together in the next. */
    private readonly oneAtATime: boolean,
  ) {}

  /** Resolves when the job is in the queue. */
  async add(row: Row): Promise<void> {
    const batch = this.batch ?? this.open();
    this.put(batch, row);
    await batch.sent.promise;
  }

  /** The same for many: in one script, all or none, as long as they are at most 1000 and not longer than 2 Mi characters. */
  async addMany(rows: readonly Row[]): Promise<void> {
    if (this.batch && this.batch.ids.length + rows.length > MAX_ROWS) this.flush(this.batch);
    const batches = new Set<Batch>();
    for (const row of rows) {
      const batch = this.batch ?? this.open();
      batches.add(batch);
      this.put(batch, row);
    }
    await Promise.all([...batches].map(async ({ sent }) => sent.promise));
  }

  private put(batch: Batch, { id, record, place, limits }: Row): void {
    const size = batch.ids.push(id);
    batch.records.push(record);
    if (place !== '') batch.places.push(String(size), place);
    for (const limit of limits ?? []) batch.places.push(String(size), limit);
    batch.chars += record.length;
    if (size >= MAX_ROWS || batch.chars > MAX_CHARS) this.flush(batch);
  }

  private open(): Batch {
    const batch: Batch = { ids: [], records: [], places: [], chars: 0, sent: Promise.withResolvers() };
    this.batch = batch;
    // After all that runs now, the continuations of promises included.
    process.nextTick(() => this.flush(batch));
    return batch;
  }

  private flush(batch: Batch): void {
    if (this.batch !== batch || (this.oneAtATime && this.isSending)) return;
    this.batch = undefined;
    this.isSending = true;
    this.send(batch)
      .then(() => batch.sent.resolve(), batch.sent.reject)
      .finally(() => {
        this.isSending = false;
        if (this.oneAtATime && this.batch) this.flush(this.batch);
      });
  }
}
