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
  identifyEvent,
  NameNotFoundError,
  NoRespondersError,
  problem,
  RedisRpcClient,
  RedisServerStrategy,
  RpcClosedError,
  RpcController,
  RpcOverloadedError,
  RpcTimeoutError,
  signMessages,
  SocketsFullError,
  SocketsMissingError,
  Streams,
  UpgradeRequiredError,
  type EventStream,
  type Exposure,
  type MessageGate,
  type MessageKey,
  type Principal,
  type Problem,
  type RedisServerOptions,
  type RpcCallOptions,
  type RpcClientOptions,
  type RpcGatherOptions,
  type ServerSentEvent,
  type Signer,
  type Signing,
} from './transport/index.js';
export * from './features/analytics/index.js';
export * from './features/api-keys/index.js';
export * from './features/audit/index.js';
export * from './features/cache/index.js';
export * from './features/collections/index.js';
export * from './features/dashboard/index.js';
export * from './features/kv/index.js';
export * from './features/messaging/index.js';
export * from './features/metrics/index.js';
export * from './features/queue/index.js';
export * from './features/rate-limit/index.js';
export * from './features/session/index.js';
