import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { WorkerOptions } from './queue.worker.js';

/** Which queue a provider works on, and how. */
export interface ProcessorMeta extends WorkerOptions {
  readonly queue: string;
}

/** Which jobs a method runs; `undefined` for those that no other method is for. */
export interface ProcessMeta {
  readonly name: string | undefined;
  readonly batch: number | undefined;
  readonly waitMs: number | undefined;
}

/** @internal */
export const ProcessorOf = DiscoveryService.createDecorator<ProcessorMeta>();

const PROCESS = 'rookery:process';

/** @internal */
export const processMeta = (method: object): ProcessMeta | undefined =>
  Reflect.getMetadata(PROCESS, method) as ProcessMeta | undefined;

/** Makes a provider the worker of a queue: its `@Process` methods run the jobs, `concurrency` of them (10 unless told) at a time. */
export const Processor = (queue: string, options: WorkerOptions = {}): ClassDecorator =>
  applyDecorators(Injectable(), ProcessorOf({ queue, ...options }));

/**
 * Runs the jobs of that name, or without a name all that no other method is for. The method gets a {@link Job}; what it resolves
 * with is the result, what it throws a failed attempt. With `batch` it gets up to that many jobs at once, and answers an array with
 * a result for each, an Error for one that failed; with `waitMs` the first of them waits for so long until there are that many.
 */
export const Process = (
  name?: string,
  { batch, waitMs }: { batch?: number; waitMs?: number } = {},
): MethodDecorator => SetMetadata<string, ProcessMeta>(PROCESS, { name, batch, waitMs });
