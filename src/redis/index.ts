export { RedisConnection, type RedisHealth } from './connection.js';
export {
  CrossSlotError,
  fromRedis,
  RedisFullError,
  RedisSetupError,
  RedisUnavailableError,
  WrongTypeError,
} from './errors.js';
export type { RedisClient } from './guard.js';
export type { KeySpace } from './keys.js';
export { pageOfNames } from './names.js';
export { connectionToken, InjectRedis, InjectRedisConnection, RedisModule } from './redis.module.js';
export { Replies } from './replies.js';
export { ReplicatedWrites } from './replication.js';
export { Reports } from './reports.js';
export { redisOptions, type RedisModuleOptions } from './redis.options.js';
export { defineScript, type Script } from './script.js';
export { Heartbeat } from './heartbeat.js';
export { turnEnd } from './turn.js';
export type { Unsubscribe } from './subscriptions.js';
