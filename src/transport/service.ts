export { createHttpAdapter } from './http.js';
export { createLogger, NestLogger } from './logging.js';
export { describeApi, serveApiDocs } from './openapi.js';
