import { Injectable, Logger } from '@nestjs/common';
import { AppError, InternalError } from '../../kernel/errors.js';
import { fromRedis, RedisConnection, RedisUnavailableError } from '../../redis/index.js';
import { speak, type SpokenCommand } from './kv.commands.js';
import { pipelineInput, type PipelineInput, type PipelineResult } from './kv.pipeline.schemas.js';
import {
  KvNotANumberError,
  KvOutOfRangeError,
  KvValueTooLargeError,
  PipelineAbortedError,
} from './kv.errors.js';
import { kvKeys } from './kv.keys.js';
import { kvOptions, type KvOptions } from './kv.options.js';
import { increment, runAtomic } from './scripts/index.js';

const logger = new Logger('KvPipeline');

const REASONS = {
  wrong_type: 'its key holds another kind of value',
  not_a_number: 'its counter is not a whole number',
  out_of_range: 'its counter would leave the range of exact JSON numbers',
};

/** Runs many commands in one round trip (one for each node of a Cluster). */
@Injectable()
export class KvPipeline {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    @kvOptions.inject() private readonly options: KvOptions,
  ) {
    this.keys = kvKeys(redis.keys('kv'));
  }

  /**
   * Runs the commands in order and answers for each its value or its error. With `atomic` all of them happen, with
   * nothing of others in between, or none: then it throws.
   *
   * @throws KvValueTooLargeError if any value is past `maxValueBytes` of JSON, with nothing done
   * @throws PipelineAbortedError, or CrossSlotError where the keys of an atomic pipeline are in several slots of a Cluster
   * @throws RedisUnavailableError if Redis answered none of them
   */
  async run(input: PipelineInput): Promise<PipelineResult[]> {
    const { atomic, commands } = pipelineInput.parse(input);
    const spoken = commands.map(speak);
    this.assertSizes(spoken);
    return atomic ? this.together(spoken) : this.each(spoken);
  }

  private assertSizes(commands: readonly SpokenCommand[]): void {
    const { maxValueBytes } = this.options;
    const index = commands.findIndex(({ args }) =>
      args.some((arg) => Buffer.byteLength(arg) > maxValueBytes),
    );
    if (index >= 0) throw new KvValueTooLargeError(maxValueBytes, index);
  }

  private async each(commands: readonly SpokenCommand[]): Promise<PipelineResult[]> {
    const outcomes = await Promise.allSettled(commands.map(async (command) => this.send(command)));
    if (outcomes.every(isUnavailable)) throw new RedisUnavailableError();
    return outcomes.map((outcome) =>
      outcome.status === 'fulfilled' ? { ok: true, value: outcome.value } : failure(outcome.reason),
    );
  }

  private async send({ key, name, args, read }: SpokenCommand): Promise<unknown> {
    const value = this.keys.value(key);
    if (name === 'INCRBY') return this.count(value, '', args[0] ?? '1');
    if (name === 'HINCRBY') return this.count(value, args[0] ?? '', args[1] ?? '1');
    return read(await this.redis.client.call(name, value, ...args));
  }

  private async count(counter: string, field: string, by: string): Promise<number> {
    const value = await increment.run(this.redis.client, { counter }, { field, by, ttlMs: 0 });
    if (value === 'not_a_number') throw new KvNotANumberError();
    if (value === 'out_of_range') throw new KvOutOfRangeError();
    return value;
  }

  private async together(commands: readonly SpokenCommand[]): Promise<PipelineResult[]> {
    const keys = [...new Set(commands.map(({ key }) => key))];
    const indexOf = new Map(keys.map((key, i) => [key, i + 1]));
    const args = commands.flatMap(({ key, kind, creates, name, args: rest }) => [
      indexOf.get(key) ?? 0,
      kind,
      creates ? 1 : 0,
      rest.length,
      name,
      ...rest,
    ]);
    const [outcome, ...replies] = await runAtomic.run(
      this.redis.client,
      {},
      {},
      { keys: keys.map(this.keys.value), args },
    );
    if (outcome !== 'done') throw new PipelineAbortedError(Number(replies[0]), REASONS[outcome]);
    return commands.map(({ read }, i) => ({ ok: true, value: read(replies[i]) }));
  }
}

function isUnavailable(outcome: PromiseSettledResult<unknown>): boolean {
  return outcome.status === 'rejected' && outcome.reason instanceof RedisUnavailableError;
}

function failure(reason: unknown): PipelineResult {
  const translated = fromRedis(reason);
  const error = translated instanceof AppError ? translated : new InternalError(translated);
  if (error instanceof InternalError)
    logger.error({ msg: 'Unforeseen error in a pipeline', err: translated });
  return { ok: false, code: error.code, detail: error.message };
}
