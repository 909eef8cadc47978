export { Answers, HttpController, RpcController } from './controllers.js';
export { ErrorFilter } from './error.filter.js';
export { defineFeature, type Exposure } from './feature.js';
export { createHttpAdapter } from './http.js';
export { createLogger, NestLogger } from './logging.js';
export { describeApi, serveApiDocs } from './openapi.js';
export { problem, type Problem } from './problem.js';
export { RedisServerStrategy, type RedisServerOptions } from './redis-server.strategy.js';
