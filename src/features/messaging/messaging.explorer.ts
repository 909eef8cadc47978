import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { InvalidOptionsError } from '../../kernel/errors.js';
import { Channels } from './messaging.channels.js';
import { channelMeta, topicMeta } from './messaging.decorators.js';
import { MessagingService } from './messaging.service.js';

type Method = (...args: unknown[]) => unknown;

/** Finds the methods with `@OnTopic` and `@OnChannel` when the app starts, and calls them from then on. */
@Injectable()
export class MessagingExplorer implements OnApplicationBootstrap {
  private readonly logger = new Logger(MessagingExplorer.name);
  private readonly scanner = new MetadataScanner();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly messaging: MessagingService,
    private readonly channels: Channels,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.messaging.consumes) return;
    const seen = new Set<object>();
    for (const wrapper of [...this.discovery.getProviders(), ...this.discovery.getControllers()]) {
      const instance: unknown = wrapper.instance;
      // One instance may be provided under several tokens.
      if (typeof instance !== 'object' || instance === null || seen.has(instance)) continue;
      seen.add(instance);
      await this.start(instance, wrapper.isDependencyTreeStatic());
    }
  }

  private async start(instance: object, isStatic: boolean): Promise<void> {
    const prototype = Object.getPrototypeOf(instance) as Record<string, Method> | null;
    if (!prototype) return;
    for (const name of this.scanner.getAllMethodNames(prototype)) {
      const method = prototype[name];
      if (!method || !(topicMeta(method) ?? channelMeta(method))) continue;
      if (!isStatic)
        throw new InvalidOptionsError(
          `${name} is of a request-scoped provider: messages come with no request`,
        );
      await this.call(method, method.bind(instance));
    }
  }

  private async call(method: Method, handler: Method): Promise<void> {
    const topic = topicMeta(method);
    const channel = channelMeta(method);
    if (topic) this.messaging.consume(topic.topic, topic, handler);
    if (channel !== undefined) await this.listen(channel, handler);
  }

  private async listen(channel: string, handler: Method): Promise<void> {
    const isPattern = /[*?[]/.test(channel);
    const call = async (data: unknown, on: string) => handler(data, on);
    await this.channels.subscribe(
      channel,
      ({ data, channel: on }) => {
        // Nobody else hears of it: what is said on a channel is said once.
        call(data, on).catch((error: unknown) => this.logger.error(error));
      },
      { isPattern },
    );
  }
}
