import { GroupFullError } from './queue.errors.js';
import type { Row } from './queue.record.js';
import type { Rows, Shard } from './queue.shard.js';

// A script of 1000 jobs takes Redis a millisecond; more text than this makes it long for another reason.
const MAX_ROWS = 1000;
const MAX_CHARS = 2 * 1024 * 1024;

interface Batch extends Rows {
  chars: number;
  /** The numbers of those that were refused. */
  readonly sent: PromiseWithResolvers<readonly number[]>;
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

  /** Resolves when the job is in the queue. @throws GroupFullError */
  async add(row: Row): Promise<void> {
    const batch = this.batch ?? this.open();
    if (isOfGroup(row)) bind(batch, 1);
    const at = this.put(batch, row);
    assertTaken(await batch.sent.promise, at);
  }

  /**
   * The same for many: in one script, all or none, as long as they are at most 1000 and not longer than 2 Mi characters. What was
   * promised before is `letIn` however many jobs of its group wait.
   *
   * @throws GroupFullError
   */
  async addMany(rows: readonly Row[], { letIn = false } = {}): Promise<void> {
    if (this.batch && this.batch.ids.length + rows.length > MAX_ROWS) this.flush(this.batch);
    const isBound = !letIn && rows.some(isOfGroup);
    const batches = new Map<Batch, number>();
    for (const [i, row] of rows.entries()) {
      const batch = this.batch ?? this.open();
      if (!batches.has(batch)) {
        batches.set(batch, batch.ids.length + 1);
        if (isBound) bind(batch, rows.length - i);
      }
      this.put(batch, row);
    }
    await Promise.all([...batches].map(async ([{ sent }, at]) => assertTaken(await sent.promise, at)));
  }

  /** Answers its number in the batch. */
  private put(batch: Batch, { id, record, place, limits }: Row): number {
    const size = batch.ids.push(id);
    batch.records.push(record);
    if (place !== '') batch.places.push(String(size), place);
    for (const limit of limits ?? []) batch.places.push(String(size), limit);
    batch.chars += record.length;
    if (size >= MAX_ROWS || batch.chars > MAX_CHARS) this.flush(batch);
    return size;
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
      .then(batch.sent.resolve, batch.sent.reject)
      .finally(() => {
        this.isSending = false;
        if (this.oneAtATime && this.batch) this.flush(this.batch);
      });
  }
}

/** Whether it would wait in a group at once. */
const isOfGroup = ({ place }: Row): boolean => place.startsWith('g');

/** The next rows, up to so many, are added together or, where their groups have no room, not at all. */
function bind(batch: Batch, count: number): void {
  const before = batch.ids.length;
  batch.places.push(String(before + 1), `t${before + count}`);
}

/** @throws GroupFullError where the row with this number is among those that were refused */
function assertTaken(refused: readonly number[], at: number): void {
  if (refused.length > 0 && refused.includes(at)) throw new GroupFullError();
}
