import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { InvalidOptionsError } from '../../kernel/errors.js';
import { processMeta, ProcessorOf } from './queue.decorators.js';
import { queueOptions, type QueueOptions } from './queue.options.js';
import type { Handler, Processing } from './queue.runner.js';
import { QueueService } from './queue.service.js';

/** Finds the providers with `@Processor` when the app starts, and lets them work. */
@Injectable()
export class QueueExplorer implements OnApplicationBootstrap {
  private readonly scanner = new MetadataScanner();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly queues: QueueService,
    @queueOptions.inject() private readonly options: QueueOptions,
  ) {}

  onApplicationBootstrap(): void {
    const starts = new Map<string, () => void>();
    for (const wrapper of this.discovery.getProviders({ metadataKey: ProcessorOf.KEY })) {
      const meta = this.discovery.getMetadataByDecorator(ProcessorOf, wrapper);
      if (!meta) continue;
      const { queue, ...options } = meta;
      const instance = wrapper.instance as object;
      if (!wrapper.isDependencyTreeStatic())
        throw new InvalidOptionsError(`@Processor('${queue}') is request-scoped: jobs come with no request`);
      if (starts.has(queue))
        throw new InvalidOptionsError(`Two providers are @Processor('${queue}'): make one of them`);
      const handlers = this.handlersOf(instance, queue);
      const find = (name: string) => handlers.get(name) ?? handlers.get(undefined);
      starts.set(queue, () => void this.queues.work(queue, find, options));
    }
    if (this.options.work) for (const start of starts.values()) start();
  }

  private handlersOf(instance: object, queue: string): Map<string | undefined, Processing> {
    const handlers = new Map<string | undefined, Processing>();
    const methods = instance as Record<string, Handler>;
    for (const method of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
      const handler = methods[method];
      const meta = handler && processMeta(handler);
      if (!meta) continue;
      if (handlers.has(meta.name))
        throw new InvalidOptionsError(
          `@Processor('${queue}') has two methods for ${meta.name === undefined ? 'all other jobs' : `jobs named "${meta.name}"`}`,
        );
      const { batch, waitMs } = meta;
      if (waitMs !== undefined && batch === undefined)
        throw new InvalidOptionsError(
          `@Processor('${queue}') has a method with waitMs, but no batch to wait for`,
        );
      handlers.set(meta.name, { run: handler.bind(instance), batch, waitMs });
    }
    if (handlers.size === 0)
      throw new InvalidOptionsError(
        `@Processor('${queue}') has no @Process method: its jobs would all be dead`,
      );
    return handlers;
  }
}
