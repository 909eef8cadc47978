export {
  AppError,
  InternalError,
  InvalidInputError,
  InvalidOptionsError,
  type InputIssue,
  type Kind,
} from './kernel/errors.js';
export type { Metric, MetricSource, Sample } from './kernel/metrics.js';
export { defineOptions, type Options } from './kernel/options.js';
export {
  CrossSlotError,
  defineScript,
  InjectRedis,
  InjectRedisConnection,
  RedisConnection,
  RedisFullError,
  RedisModule,
  RedisSetupError,
  RedisUnavailableError,
  WrongTypeError,
  type KeySpace,
  type RedisClient,
  type RedisHealth,
  type RedisModuleOptions,
  type Script,
} from './redis/index.js';
export {
  Answers,
  defineFeature,
  ErrorFilter,
  HttpController,
  problem,
  RedisServerStrategy,
  RpcController,
  Streams,
  type EventStream,
  type Exposure,
  type Problem,
  type RedisServerOptions,
  type ServerSentEvent,
} from './transport/index.js';
export {
  CollectionsModule,
  CollectionsService,
  ItemNotFoundError,
  ItemTooLargeError,
  type CollectionsOptions,
  type Item,
  type ItemFields,
  type ItemPage,
} from './features/collections/index.js';
export { HealthModule, HealthService, type HealthOptions } from './features/health/index.js';
export {
  KvExistsError,
  KvModule,
  KvNotANumberError,
  KvNotFoundError,
  KvOutOfRangeError,
  KvService,
  KvValueTooLargeError,
  KvVersionMismatchError,
  PipelineAbortedError,
  type KvEntry,
  type KvOptions,
  type PipelineCommand,
  type PipelineInput,
  type PipelineResult,
  type SetOutcome,
} from './features/kv/index.js';
export { MetricsModule, MetricsService, type MetricsOptions } from './features/metrics/index.js';
