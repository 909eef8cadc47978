export { AppError, InvalidInputError, type InputIssue, type Kind } from './kernel/errors.js';
export { defineOptions, type Options } from './kernel/options.js';
export { traced, type SpanStart } from './kernel/tracing.js';
export { jsonValue, nameOf, pageLimit, ttlMs } from './kernel/schema.js';
export {
  CrossSlotError,
  defineScript,
  RedisConnection,
  WrongTypeError,
  type KeySpace,
  type RedisClient,
  type Script,
} from './redis/index.js';
export {
  Answers,
  defineFeature,
  HttpController,
  NamedBy,
  nameIn,
  namesIn,
  OpenToAll,
  RequireScope,
  RpcController,
  Streams,
  type EventStream,
  type Exposure,
  type Scope,
  type ServerSentEvent,
} from './transport/index.js';
