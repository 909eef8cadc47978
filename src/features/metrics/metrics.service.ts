import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, type MetricType } from 'prom-client';
import {
  COMMANDS_PER_SAMPLE,
  httpRequests,
  redisCommands,
  rpcMessages,
  type Metric,
  type MetricSource,
} from '../../kernel/metrics.js';
import { RedisConnection } from '../../redis/index.js';
import { metricsOptions, type MetricsOptions } from './metrics.options.js';

/** From a memory hit to what a deadline ends: each about two and a half times the last. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Gathers what the process measures and what the features tell of themselves. */
@Injectable()
export class MetricsService implements OnModuleInit, OnModuleDestroy {
  private readonly registry = new Registry();
  private readonly failures: Counter;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly connection: RedisConnection,
    @metricsOptions.inject() private readonly options: MetricsOptions,
  ) {
    this.failures = new Counter({
      name: 'rookery_scrape_errors_total',
      help: 'Scrapes that went without the metrics of a source, because it failed or took too long',
      labelNames: ['source'],
      registers: [this.registry],
    });
  }

  onModuleInit(): void {
    if (this.options.process) collectDefaultMetrics({ register: this.registry });
    const http = this.histogram('rookery_http_request_seconds', 'Time to answer a request over HTTP', [
      'method',
      'route',
      'status',
    ]);
    const rpc = this.histogram(
      'rookery_rpc_message_seconds',
      'Time to handle a message of the Redis transport',
      ['pattern', 'outcome'],
    );
    const redis = this.histogram(
      'rookery_redis_command_seconds',
      `Time until the reply of Redis, one of ${COMMANDS_PER_SAMPLE} commands`,
      ['command', 'outcome'],
    );
    this.stops.push(
      httpRequests.subscribe(({ method, route, status, ms }) =>
        http.observe({ method, route, status }, ms / 1000),
      ),
      rpcMessages.subscribe(({ pattern, outcome, ms }) => rpc.observe({ pattern, outcome }, ms / 1000)),
      redisCommands.subscribe(({ command, outcome, ms }) => redis.observe({ command, outcome }, ms / 1000)),
    );
  }

  onModuleDestroy(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.registry.clear();
  }

  /** All metrics in the text format of Prometheus. Never fails for Redis, and never waits longer than a source may take. */
  async scrape(): Promise<string> {
    const sources: [string, MetricSource][] = [
      ['redis', async () => this.redis()],
      ...Object.entries(this.options.sources),
    ];
    const told = await Promise.all(sources.map(async ([name, source]) => this.ask(name, source)));
    // One after the other, in their order: of two that tell the same metric it is always the second that is left out.
    const texts: string[] = [];
    const taken = new Set(this.registry.getMetricsAsArray().map(({ name }) => name));
    for (const [i, [name]] of sources.entries()) texts.push(await this.render(name, told[i] ?? [], taken));
    return [await this.registry.metrics(), ...texts].join('\n');
  }

  private async ask(name: string, source: MetricSource): Promise<readonly Metric[]> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('timeout')), this.options.sourceTimeoutMs);
    try {
      return await Promise.race([Promise.resolve().then(source), late]);
    } catch {
      this.failures.inc({ source: name });
      return [];
    } finally {
      clearTimeout(timer);
    }
  }

  /** What a source told, as text; nothing of it where Prometheus would refuse the whole scrape for it. */
  private async render(name: string, metrics: readonly Metric[], taken: Set<string>): Promise<string> {
    try {
      const registry = new Registry();
      for (const metric of metrics) {
        // Of nothing prom-client would tell a 0, which no one has measured.
        if (metric.samples.length === 0) continue;
        if (taken.has(metric.name)) throw new Error(`${metric.name} is told twice`);
        register(metric, registry);
      }
      for (const metric of metrics) taken.add(metric.name);
      return await registry.metrics();
    } catch {
      this.failures.inc({ source: name });
      return '';
    }
  }

  private async redis(): Promise<Metric[]> {
    const { status, latencyMs } = await this.connection.health();
    const up = gauge('up', 'Whether Redis answers', status === 'up' ? 1 : 0);
    if (latencyMs === undefined) return [up];
    const ping = gauge('ping_seconds', 'Time until Redis answered just now', latencyMs / 1000);
    // Of a Cluster any one node would answer for itself only.
    if (this.connection.isCluster) return [up, ping];
    const info = await this.connection.client.info('memory', 'clients').catch(() => '');
    const read = (field: string) => Number(new RegExp(`^${field}:(\\d+)`, 'm').exec(info)?.[1] ?? Number.NaN);
    return [
      up,
      ping,
      gauge('memory_bytes', 'Memory that Redis uses', read('used_memory')),
      gauge('max_memory_bytes', 'Memory that Redis may use, 0 for no limit', read('maxmemory')),
      gauge('connected_clients', 'Connections to Redis, of all its users', read('connected_clients')),
    ].filter(({ samples: [sample] }) => !Number.isNaN(sample?.value));
  }

  private histogram<L extends string>(name: string, help: string, labelNames: L[]): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets: SECONDS, registers: [this.registry] });
  }
}

function gauge(name: string, help: string, value: number): Metric {
  return { name: `rookery_redis_${name}`, help, type: 'gauge', samples: [{ value }] };
}

/** A histogram that a source has counted by itself; prom-client only knows those that it counts, and asks each for its values. */
class Counted extends Gauge {
  constructor(private readonly told: Metric) {
    super({ name: told.name, help: told.help, registers: [] });
  }

  override async get() {
    const { name, samples } = this.told;
    const values = samples.map(({ part = 'bucket', labels = {}, value }) => ({
      metricName: `${name}_${part}`,
      labels,
      value,
    }));
    return { ...(await super.get()), type: 'histogram' as unknown as MetricType, values };
  }
}

/** Adds what a source told to a registry; throws where labels, name or value are none. */
function register(told: Metric, registry: Registry): void {
  const { name, help, type, samples } = told;
  if (type === 'histogram') return registry.registerMetric(new Counted(told));
  const labelNames = Object.keys(samples[0]?.labels ?? {});
  const metric = { name, help, labelNames, registers: [registry] };
  const target = type === 'counter' ? new Counter(metric) : new Gauge(metric);
  for (const { labels = {}, value } of samples) target.inc(labels, value);
}
